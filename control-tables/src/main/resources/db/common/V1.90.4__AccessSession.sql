-- Who is signed in by password: of the cookie only its SHA-256 is here.
CREATE TABLE AccessSession (
    SessionHash     ${keyType} NOT NULL PRIMARY KEY,
    IdentityName    ${nameType} NOT NULL,
    PasswordVersion INT NOT NULL,
    CreatedAt       DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    ExpiresAt       DATETIME2(3) NOT NULL
)
