ALTER TABLE FileParameters_History ADD Later INT NULL
