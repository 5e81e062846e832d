-- What retention moved out of FileControl: the same columns in the same order, so that INSERT ... SELECT * works.
CREATE TABLE FileControl_History (
    ProcessID         BIGINT NOT NULL PRIMARY KEY,
    ProcessName       ${nameType} NOT NULL,
    WorkerAssigned    NVARCHAR(300) NULL,
    Status            NVARCHAR(50) NOT NULL,
    CreatedAt         DATETIME2(3) NULL,
    StartTime         DATETIME2(3) NULL,
    EndTime           DATETIME2(3) NULL,
    Fence             BIGINT NOT NULL,
    Attempt           INT NOT NULL,
    MaxAttempts       INT NULL,
    Priority          INT NOT NULL,
    NotBefore         DATETIME2(3) NULL,
    LeaseUntil        DATETIME2(3) NULL,
    WorkerID          BIGINT NULL,
    ImportName        ${nameType} NULL,
    ImportVersion     INT NULL,
    CancelRequestedAt DATETIME2(3) NULL,
    RegisteredBy      NVARCHAR(200) NULL,
    ErrorKind         NVARCHAR(50) NULL,
    LastError         NVARCHAR(4000) NULL,
    Tracking          TINYINT NOT NULL
)
