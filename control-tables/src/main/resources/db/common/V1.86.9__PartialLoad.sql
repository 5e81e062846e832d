-- Files of which some rows are committed and the others are not: each is continued, discarded, or known to a file that comes in
-- its place. Written with the rows, and deleted with the last of them.
CREATE TABLE PartialLoad (
    FileID      BIGINT NOT NULL PRIMARY KEY,
    ProcessID   BIGINT NOT NULL,
    -- As in LoadedFile.
    OrderKey    NVARCHAR(64) NOT NULL,
    -- SHA-256 over client, import, table, parameters and the file's name: what a corrected file has in common with it.
    NameKey     NVARCHAR(64) NOT NULL,
    -- The rows up to the checkpoint, bad ones too, and SHA-256 over what they hold.
    RowsRead    BIGINT NOT NULL,
    RowsHash    NVARCHAR(64) NOT NULL,
    CommittedAt DATETIME2(3) DEFAULT ${utcNow} NOT NULL
)
