-- One row per file of a process. Columns of the original design first, in its order.
CREATE TABLE FileParameters (
    FileID           BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    ProcessID        BIGINT NOT NULL,
    FileName         NVARCHAR(400) NOT NULL,
    Parameter1       NVARCHAR(1000) NULL,
    Parameter2       NVARCHAR(1000) NULL,
    Status           NVARCHAR(50) DEFAULT 'Pending' NOT NULL,
    CreatedAt        DATETIME2(3) DEFAULT ${utcNow} NULL,
    StartTime        DATETIME2(3) NULL,
    EndTime          DATETIME2(3) NULL,
    Directory        NVARCHAR(1000) NULL,
    ImportName       ${nameType} NULL,
    ImportVersion    INT NULL,
    -- The process's fence under which this file runs or ran.
    Fence            BIGINT DEFAULT 0 NOT NULL,
    Attempt          INT DEFAULT 0 NOT NULL,
    [Checkpoint]     NVARCHAR(1000) NULL,
    SizeBytes        BIGINT NULL,
    ContentHash      NVARCHAR(64) NULL,
    RowsRead         BIGINT NULL,
    RowsLoaded       BIGINT NULL,
    RowsUpdated      BIGINT NULL,
    RowsSkipped      BIGINT NULL,
    RowsRejected     BIGINT NULL,
    LastError        NVARCHAR(4000) NULL,
    -- The database session of the load that runs, so that a rescuer ends exactly that one.
    SessionID        INT NULL,
    SessionLoginTime DATETIME2(3) NULL,
    -- As in FileControl.
    Tracking         TINYINT DEFAULT 0 NOT NULL,
    -- CASE, not IN: H2 keeps the session that made a CHECK with IN, and refuses every row once that is closed.
    CONSTRAINT CK_FileParameters_Status
        CHECK (CASE Status WHEN 'Pending' THEN 1 WHEN 'InProgress' THEN 1 WHEN 'Completed' THEN 1
               WHEN 'Failed' THEN 1 WHEN 'Cancelled' THEN 1 ELSE 0 END = 1),
    CONSTRAINT FK_FileParameters_FileControl FOREIGN KEY (ProcessID) REFERENCES FileControl (ProcessID)
)
