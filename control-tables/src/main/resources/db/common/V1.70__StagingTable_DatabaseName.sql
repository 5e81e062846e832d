-- Where a staging table is; its name follows from FileID and Fence. NULL: the control database.
ALTER TABLE StagingTable ADD DatabaseName NVARCHAR(128) NULL
