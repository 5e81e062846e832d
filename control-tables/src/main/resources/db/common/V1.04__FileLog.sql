-- What happened to a file, for people. LogLevel is Info, Warning or Error, as in the original design.
CREATE TABLE FileLog (
    LogID     BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    FileID    BIGINT NOT NULL,
    Message   NVARCHAR(4000) NULL,
    LogLevel  NVARCHAR(50) DEFAULT 'Info' NOT NULL,
    LogTime   DATETIME2(3) DEFAULT ${utcNow} NULL,
    CONSTRAINT FK_FileLog_FileParameters FOREIGN KEY (FileID) REFERENCES FileParameters (FileID)
)
