-- What a human must look at; one row per subject and kind, raised again when it comes back.
CREATE TABLE Alert (
    AlertKey    ${keyType} NOT NULL PRIMARY KEY,
    Kind        NVARCHAR(50) NOT NULL,
    ProcessID   BIGINT NULL,
    ProcessName ${nameType} NULL,
    Message     NVARCHAR(4000) NOT NULL,
    RaisedAt    DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    ClearedAt   DATETIME2(3) NULL
)
