ALTER TABLE FileControl_History ADD TimesUnavailableAlone INT NULL
