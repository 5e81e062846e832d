ALTER TABLE FileControl_History ADD PassedSince DATETIME2(3) NULL
