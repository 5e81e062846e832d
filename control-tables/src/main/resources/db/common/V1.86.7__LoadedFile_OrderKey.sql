-- SHA-256 over client and table: those among which a file has its place in line. NULL: an earlier release loaded it.
ALTER TABLE LoadedFile ADD OrderKey NVARCHAR(64) NULL
