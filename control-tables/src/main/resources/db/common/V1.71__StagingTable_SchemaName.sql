-- NULL: of a row that an earlier release wrote; the schema of the connection.
ALTER TABLE StagingTable ADD SchemaName NVARCHAR(128) NULL
