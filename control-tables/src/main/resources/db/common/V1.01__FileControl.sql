-- One row per process. The first seven columns are those of the original design, in its order.
CREATE TABLE FileControl (
    ProcessID         BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    ProcessName       ${nameType} NOT NULL,
    WorkerAssigned    NVARCHAR(300) NULL,
    Status            NVARCHAR(50) DEFAULT 'Pending' NOT NULL,
    CreatedAt         DATETIME2(3) DEFAULT ${utcNow} NULL,
    StartTime         DATETIME2(3) NULL,
    EndTime           DATETIME2(3) NULL,
    -- Goes up by one at every claim, whoever makes it; never down, never reused.
    Fence             BIGINT DEFAULT 0 NOT NULL,
    -- Counts failures against MaxAttempts; guards nothing.
    Attempt           INT DEFAULT 0 NOT NULL,
    MaxAttempts       INT NULL,
    -- Counts automatic retries after a final failure; a retry that somebody asks for begins anew.
    Reprocessed       INT DEFAULT 0 NOT NULL,
    Priority          INT DEFAULT 0 NOT NULL,
    NotBefore         DATETIME2(3) NULL,
    LeaseUntil        DATETIME2(3) NULL,
    -- The owner while InProgress; NULL otherwise, so that its index holds running processes only.
    WorkerID          BIGINT NULL,
    ImportName        ${nameType} NULL,
    ImportVersion     INT NULL,
    CancelRequestedAt DATETIME2(3) NULL,
    RegisteredBy      NVARCHAR(200) NULL,
    ErrorKind         NVARCHAR(50) NULL,
    LastError         NVARCHAR(4000) NULL,
    -- 0: written by somebody else and not yet adopted, 1: open in Estiva's books, 2: ended in Estiva's books.
    -- A row that a script writes or resets is found by this column, whatever its id or its times say.
    Tracking          TINYINT DEFAULT 0 NOT NULL,
    -- CASE, not IN: H2 keeps the session that made a CHECK with IN, and refuses every row once that is closed.
    CONSTRAINT CK_FileControl_Status
        CHECK (CASE Status WHEN 'Pending' THEN 1 WHEN 'InProgress' THEN 1 WHEN 'Completed' THEN 1
               WHEN 'Failed' THEN 1 WHEN 'Cancelled' THEN 1 ELSE 0 END = 1)
)
