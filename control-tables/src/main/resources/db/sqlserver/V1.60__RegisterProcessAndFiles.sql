-- The original's registration, same signature: @FileList is separated by commas.
-- Nothing is written unless everything is: an unusable argument is an error that names it.
CREATE PROCEDURE RegisterProcessAndFiles
    @ProcessName NVARCHAR(255),
    @FileList    NVARCHAR(MAX)
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    SET @ProcessName = LTRIM(RTRIM(@ProcessName));
    IF @ProcessName IS NULL OR @ProcessName = ''
        THROW 50001, 'RegisterProcessAndFiles: @ProcessName is empty.', 1;

    DECLARE @Files TABLE (Position INT IDENTITY(1,1) PRIMARY KEY, FileName NVARCHAR(MAX));
    DECLARE @Rest NVARCHAR(MAX) = @FileList + ',', @Comma INT, @File NVARCHAR(MAX);
    SET @Comma = CHARINDEX(',', @Rest);
    WHILE @Comma > 0
    BEGIN
        SET @File = LTRIM(RTRIM(SUBSTRING(@Rest, 1, @Comma - 1)));
        IF @File <> '' INSERT INTO @Files (FileName) VALUES (@File);
        SET @Rest = SUBSTRING(@Rest, @Comma + 1, LEN(@Rest));
        SET @Comma = CHARINDEX(',', @Rest);
    END;
    IF NOT EXISTS (SELECT 1 FROM @Files)
        THROW 50002, 'RegisterProcessAndFiles: @FileList names no file.', 1;
    IF EXISTS (SELECT 1 FROM @Files WHERE LEN(FileName) > 400)
        THROW 50003, 'RegisterProcessAndFiles: @FileList has a name of more than 400 characters.', 1;

    -- Outside the transaction: the row stays whatever becomes of the registration, and a race is only a lost INSERT.
    IF NOT EXISTS (SELECT 1 FROM Client WHERE ProcessName = @ProcessName)
    BEGIN TRY
        INSERT INTO Client (ProcessName) VALUES (@ProcessName);
    END TRY
    BEGIN CATCH
        IF NOT EXISTS (SELECT 1 FROM Client WHERE ProcessName = @ProcessName) THROW;
    END CATCH;

    BEGIN TRANSACTION;
    INSERT INTO FileControl (ProcessName, Status, RegisteredBy, MaxAttempts, Tracking)
    SELECT @ProcessName, 'Pending', SUSER_SNAME(), c.MaxAttempts, 1 FROM Client c WHERE c.ProcessName = @ProcessName;
    DECLARE @ProcessID BIGINT = SCOPE_IDENTITY();
    INSERT INTO FileParameters (ProcessID, FileName, Status, Tracking)
    SELECT @ProcessID, FileName, 'Pending', 1 FROM @Files ORDER BY Position;
    -- Last, so that the client's row is held as briefly as can be.
    UPDATE Client
       SET QueueVersion = QueueVersion + 1,
           NextDue = CASE WHEN NextDue < SYSUTCDATETIME() THEN NextDue ELSE SYSUTCDATETIME() END
     WHERE ProcessName = @ProcessName;
    COMMIT TRANSACTION;
END;
GO
