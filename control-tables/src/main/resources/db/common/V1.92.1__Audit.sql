-- Who changed what, written in the transaction of the change, and what was refused. Append-only: no login of a service may
-- change or delete a row.
CREATE TABLE Audit (
    AuditID      BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    At           DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    -- Who: an identity; anonymous: the registry is open, or nobody that is known.
    IdentityName ${nameType} NOT NULL,
    -- By which means: open, key <id>, password, session, inbox, configuration; none: no valid credential.
    Means        NVARCHAR(210) NOT NULL,
    -- From where; NULL: from within.
    Address      NVARCHAR(64) NULL,
    -- What was done, such as client.change.
    Action       NVARCHAR(40) NOT NULL,
    -- To what: its kind, and its name or number.
    SubjectKind  NVARCHAR(40) NOT NULL,
    Subject      NVARCHAR(400) NULL,
    -- The client it is about; NULL: none, or several.
    ProcessName  ${nameType} NULL,
    -- As JSON, only what changed; NULL: there was nothing, or nothing is left.
    Before       NVARCHAR(MAX) NULL,
    After        NVARCHAR(MAX) NULL,
    -- done; requested: a worker still has to do it; refused.
    Outcome      NVARCHAR(40) NOT NULL
)
