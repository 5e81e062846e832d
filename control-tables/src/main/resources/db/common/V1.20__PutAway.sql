-- Files that are loaded, and still to be moved or deleted. Written in the transaction that loads the file: whatever happens
-- behind its COMMIT, some worker finds it.
CREATE TABLE PutAway (
    PutAwayID   BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    FileID      BIGINT NOT NULL,
    -- Where to, below the file root. NULL: it is deleted.
    Folder      NVARCHAR(50) NULL,
    -- Of the file that was loaded: another one under its path stays.
    ContentHash NVARCHAR(64) NOT NULL,
    Attempt     INT DEFAULT 0 NOT NULL,
    NotBefore   DATETIME2(3) NOT NULL
)
