-- Tables in which rows wait for their publication. Written here with the table, so that one whose load was killed is found,
-- in whichever database it lies, and dropped.
CREATE TABLE StagingTable (
    StagingID BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    ProcessID BIGINT NOT NULL,
    FileID    BIGINT NOT NULL,
    Fence     BIGINT NOT NULL,
    -- As statements write it: every part quoted, with its database where that is another.
    TableName NVARCHAR(500) NOT NULL,
    CreatedAt DATETIME2(3) DEFAULT ${utcNow} NOT NULL
)
