-- Idempotency keys of HTTP registrations: the primary key decides a race of two requests.
CREATE TABLE Registration (
    RequestKey ${keyType} NOT NULL PRIMARY KEY,
    BodyHash   NVARCHAR(64) NOT NULL,
    ProcessID  BIGINT NOT NULL,
    CreatedAt  DATETIME2(3) DEFAULT ${utcNow} NOT NULL
)
