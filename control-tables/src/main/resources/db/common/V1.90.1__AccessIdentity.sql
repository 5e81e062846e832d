-- Who may come in: a person with a password, a program with keys, or both. None at all: the registry is open, on loopback only.
CREATE TABLE AccessIdentity (
    IdentityName    ${nameType} NOT NULL PRIMARY KEY,
    -- Argon2id, as a PHC string; NULL: no password signs in.
    PasswordHash    NVARCHAR(400) NULL,
    -- Goes up with every change of the password or its use; a session holds for the one it began with.
    PasswordVersion INT DEFAULT 0 NOT NULL,
    Disabled        BIT DEFAULT 0 NOT NULL,
    CreatedAt       DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    CreatedBy       NVARCHAR(300) NULL
)
