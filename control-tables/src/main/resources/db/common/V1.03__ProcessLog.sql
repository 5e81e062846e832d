-- What happened to a process, for people. LogLevel is Info, Warning or Error, as in the original design.
CREATE TABLE ProcessLog (
    LogID     BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    ProcessID BIGINT NOT NULL,
    Message   NVARCHAR(4000) NULL,
    LogLevel  NVARCHAR(50) DEFAULT 'Info' NOT NULL,
    LogTime   DATETIME2(3) DEFAULT ${utcNow} NULL,
    CONSTRAINT FK_ProcessLog_FileControl FOREIGN KEY (ProcessID) REFERENCES FileControl (ProcessID)
)
