-- Of these, how often other files were loaded into the same database meanwhile. NULL: never.
ALTER TABLE FileControl ADD TimesUnavailableAlone INT NULL
