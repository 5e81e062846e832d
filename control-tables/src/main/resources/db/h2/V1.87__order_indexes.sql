-- What was loaded of a client into a table, in line: who comes too late asks for those after it.
CREATE INDEX IX_LoadedFile_Order ON LoadedFile (OrderKey, ProcessID, FileID);
CREATE INDEX IX_PartialLoad_Order ON PartialLoad (OrderKey, ProcessID, FileID);
CREATE INDEX IX_PartialLoad_Name ON PartialLoad (NameKey);
