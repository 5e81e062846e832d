-- How files become rows, as JSON. Append-only: the highest version of a name is the current one.
CREATE TABLE ImportDefinition (
    ImportName  ${nameType} NOT NULL,
    Version     INT NOT NULL,
    -- The client whose files it serves by FileNames; NULL: whoever names it.
    ProcessName ${nameType} NULL,
    FileNames   NVARCHAR(400) NULL,
    Definition  NVARCHAR(MAX) NOT NULL,
    CreatedAt   DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    CONSTRAINT PK_ImportDefinition PRIMARY KEY (ImportName, Version)
)
