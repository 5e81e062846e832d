-- The identity that asked, and sees the answer. NULL: asked before this column.
ALTER TABLE Inspection ADD AskedBy NVARCHAR(255) NULL
