-- API keys: of the secret only its SHA-256 is here. A revoked one stays, so that no configuration brings it back.
CREATE TABLE AccessKey (
    KeyID        ${keyType} NOT NULL PRIMARY KEY,
    IdentityName ${nameType} NOT NULL,
    SecretHash   NVARCHAR(64) NOT NULL,
    CreatedAt    DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    CreatedBy    NVARCHAR(300) NULL,
    -- NULL: until it is revoked.
    ExpiresAt    DATETIME2(3) NULL,
    -- To the minute.
    LastUsedAt   DATETIME2(3) NULL,
    RevokedAt    DATETIME2(3) NULL
)
