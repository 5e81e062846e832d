-- NULL: of a row that an earlier release wrote; the connection's own.
ALTER TABLE StagingTable ADD SchemaName NVARCHAR(128) NULL
