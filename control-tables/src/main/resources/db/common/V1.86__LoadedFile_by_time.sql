-- What was loaded last.
CREATE INDEX IX_LoadedFile_Time ON LoadedFile (LoadedAt)
