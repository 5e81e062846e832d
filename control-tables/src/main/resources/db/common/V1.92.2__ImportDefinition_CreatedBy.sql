-- The identity that made the version. NULL: made before this column, or by a script.
ALTER TABLE ImportDefinition ADD CreatedBy NVARCHAR(255) NULL
