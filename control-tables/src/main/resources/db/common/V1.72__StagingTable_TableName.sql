-- Of rows that an earlier release wrote. No text of a row is a statement, so it is read no more.
ALTER TABLE StagingTable ALTER COLUMN TableName NVARCHAR(500) NULL
