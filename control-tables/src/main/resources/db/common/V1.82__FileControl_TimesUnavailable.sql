-- How often in a row the process was given back because the database was not there or not able. NULL: never since its last
-- success. Nullable, because a NOT NULL column with a default may rewrite the table:
-- https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql#adding-not-null-columns-as-an-online-operation
ALTER TABLE FileControl ADD TimesUnavailable INT NULL
