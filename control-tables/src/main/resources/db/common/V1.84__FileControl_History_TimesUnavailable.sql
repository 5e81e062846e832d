ALTER TABLE FileControl_History ADD TimesUnavailable INT NULL
