-- As before, and no more than 1,000 files in a statement: near 5,000 locks of one statement on one table become a lock of the table,
-- and every client waits for it. Locks are counted for each statement and each table that it names, not for the transaction:
-- https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation
ALTER PROCEDURE RegisterProcessAndFiles
    @ProcessName NVARCHAR(255),
    @FileList    NVARCHAR(MAX)
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @IsOwn BIT = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END;
    IF @IsOwn = 1 SET XACT_ABORT ON;

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

    -- Before a transaction of its own: the row stays whatever becomes of the registration, and a race is a lost INSERT.
    IF NOT EXISTS (SELECT 1 FROM Client WHERE ProcessName = @ProcessName)
    BEGIN TRY
        INSERT INTO Client (ProcessName) VALUES (@ProcessName);
    END TRY
    BEGIN CATCH
        -- A caller's transaction that is doomed can write no more; it is the caller's to roll back.
        IF XACT_STATE() = -1 THROW;
        IF NOT EXISTS (SELECT 1 FROM Client WHERE ProcessName = @ProcessName) THROW;
    END CATCH;

    BEGIN TRY
        IF @IsOwn = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION RegisterProcessAndFiles;
        INSERT INTO FileControl (ProcessName, Status, RegisteredBy, MaxAttempts, Tracking)
        SELECT c.ProcessName, 'Pending', SUSER_SNAME(), c.MaxAttempts, 1 FROM Client c WHERE c.ProcessName = @ProcessName;
        DECLARE @ProcessID BIGINT = SCOPE_IDENTITY();
        DECLARE @Inserted INT = 0, @Last INT = (SELECT MAX(Position) FROM @Files);
        WHILE @Inserted < @Last
        BEGIN
            INSERT INTO FileParameters (ProcessID, FileName, Status, Tracking)
            SELECT @ProcessID, FileName, 'Pending', 1 FROM @Files
             WHERE Position > @Inserted AND Position <= @Inserted + 1000
             ORDER BY Position;
            SET @Inserted = @Inserted + 1000;
        END;
        -- Last, so that the client's row is held as briefly as can be.
        UPDATE Client
           SET QueueVersion = QueueVersion + 1,
               NextDue = CASE WHEN NextDue < SYSUTCDATETIME() THEN NextDue ELSE SYSUTCDATETIME() END
         WHERE ProcessName = @ProcessName;
        IF @IsOwn = 1 COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF @IsOwn = 1 AND XACT_STATE() <> 0 ROLLBACK TRANSACTION;
        IF @IsOwn = 0 AND XACT_STATE() = 1 ROLLBACK TRANSACTION RegisterProcessAndFiles;
        THROW;
    END CATCH;
END;
GO
