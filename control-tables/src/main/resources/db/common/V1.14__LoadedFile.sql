-- The ledger: one row per content that was loaded. The primary key decides a race of two loads of the same content.
CREATE TABLE LoadedFile (
    -- The same as ContentKey where a second load is refused or skipped; made unique by the file where it is allowed.
    LedgerKey     NVARCHAR(64) NOT NULL PRIMARY KEY,
    -- SHA-256 over client, import, target, parameters and content hash: what "the same" means.
    ContentKey    NVARCHAR(64) NOT NULL,
    FileID        BIGINT NOT NULL,
    ProcessID     BIGINT NOT NULL,
    ImportName    ${nameType} NOT NULL,
    ImportVersion INT NOT NULL,
    TargetTable   NVARCHAR(400) NOT NULL,
    ContentHash   NVARCHAR(64) NOT NULL,
    SizeBytes     BIGINT NOT NULL,
    RowsRead      BIGINT NOT NULL,
    RowsLoaded    BIGINT NOT NULL,
    RowsUpdated   BIGINT NOT NULL,
    RowsSkipped   BIGINT NOT NULL,
    RowsRejected  BIGINT NOT NULL,
    LoadedAt      DATETIME2(3) DEFAULT ${utcNow} NOT NULL
)
