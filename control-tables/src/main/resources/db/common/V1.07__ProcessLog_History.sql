-- What retention moved out of ProcessLog: the same columns in the same order, so that INSERT ... SELECT * works.
CREATE TABLE ProcessLog_History (
    LogID     BIGINT NOT NULL PRIMARY KEY,
    ProcessID BIGINT NOT NULL,
    Message   NVARCHAR(4000) NULL,
    LogLevel  NVARCHAR(50) NOT NULL,
    LogTime   DATETIME2(3) NULL
)
