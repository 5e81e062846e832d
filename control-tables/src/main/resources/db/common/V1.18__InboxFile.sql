-- Files that were registered out of the inbox: the primary key lets one registry register each, whoever sees it.
CREATE TABLE InboxFile (
    -- SHA-256 over path, size and time, of an object its version too: the same name with other content is another file.
    PathKey      NVARCHAR(64) NOT NULL PRIMARY KEY,
    Path         NVARCHAR(1500) NOT NULL,
    SizeBytes    BIGINT NOT NULL,
    ModifiedAt   DATETIME2(3) NOT NULL,
    ProcessID    BIGINT NOT NULL,
    RegisteredAt DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    -- Since when it is gone from the inbox; NULL: it was there when somebody last looked.
    MissingSince DATETIME2(3) NULL
)
