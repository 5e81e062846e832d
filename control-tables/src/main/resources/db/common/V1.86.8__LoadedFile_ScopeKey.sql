-- Of mode replace: hashes of the scope's columns and of their values. NULL: rows of any scope.
ALTER TABLE LoadedFile ADD ScopeKey NVARCHAR(100) NULL
