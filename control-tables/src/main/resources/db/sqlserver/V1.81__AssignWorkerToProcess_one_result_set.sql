-- As before, with one result set of one shape: ProcessID is INT, as the original's, so that INSERT ... EXEC and packages that
-- ask sp_describe_first_result_set know it. A ProcessID beyond INT is refused before anything is assigned.
-- No ROLLBACK of a caller's transaction, and none at all within INSERT ... EXEC, which forbids it (error 3915):
-- https://learn.microsoft.com/sql/t-sql/statements/insert-transact-sql#limitations
-- What is won by the first UPDATE and not by the second is given back by a third one, before anybody sees it.
-- The row counts of the two guarded updates decide, not the hints.
ALTER PROCEDURE AssignWorkerToProcess
AS
BEGIN
    SET NOCOUNT ON;
    DECLARE @IsOwn BIT = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END;
    IF @IsOwn = 1 SET XACT_ABORT ON;

    DECLARE @ProcessID BIGINT, @ProcessName NVARCHAR(255), @IsAssigned BIT = 0, @Tries INT = 0;

    WHILE @IsAssigned = 0 AND @Tries < 50
    BEGIN
        SET @Tries = @Tries + 1;
        SET @ProcessID = NULL;

        -- What the original's packages ended with their own UPDATE is freed first.
        UPDATE Client SET RunningProcessID = NULL
         WHERE Runner = 'External' AND RunningProcessID IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM FileControl p
                            WHERE p.ProcessID = Client.RunningProcessID AND p.Status = 'InProgress');

        SELECT TOP 1 @ProcessID = p.ProcessID, @ProcessName = p.ProcessName
          FROM Client c
          JOIN FileControl p ON p.ProcessName = c.ProcessName
         WHERE c.Runner = 'External' AND c.Paused = 0 AND c.RunningProcessID IS NULL
           AND p.Status = 'Pending' AND (p.NotBefore IS NULL OR p.NotBefore <= SYSUTCDATETIME())
           AND EXISTS (SELECT 1 FROM FileParameters f WHERE f.ProcessID = p.ProcessID AND f.Status = 'Pending')
         ORDER BY c.LastServedAt, p.Priority DESC, p.ProcessID;
        IF @ProcessID IS NULL RETURN;
        IF @ProcessID > 2147483647
            THROW 50004, 'AssignWorkerToProcess: ProcessID is beyond INT, which is all that its callers can take.', 1;

        BEGIN TRY
            IF @IsOwn = 1 BEGIN TRANSACTION;
            UPDATE Client SET RunningProcessID = @ProcessID
             WHERE ProcessName = @ProcessName AND Runner = 'External' AND Paused = 0 AND RunningProcessID IS NULL;
            IF @@ROWCOUNT = 1
            BEGIN
                UPDATE FileControl
                   SET Status = 'InProgress', WorkerAssigned = LEFT('Worker_' + ProcessName, 300), Fence = Fence + 1,
                       StartTime = SYSUTCDATETIME(), EndTime = NULL, Tracking = 1
                 WHERE ProcessID = @ProcessID AND Status = 'Pending';
                SET @IsAssigned = CASE WHEN @@ROWCOUNT = 1 THEN 1 ELSE 0 END;
                IF @IsAssigned = 1
                    INSERT INTO ProcessLog (ProcessID, Message, LogLevel)
                    VALUES (@ProcessID, N'Assigned to Worker_' + @ProcessName + N' by AssignWorkerToProcess', 'Info');
                UPDATE Client
                   SET RunningProcessID = CASE WHEN @IsAssigned = 1 THEN RunningProcessID END,
                       LastServedAt = CASE WHEN @IsAssigned = 1 THEN SYSUTCDATETIME() ELSE LastServedAt END
                 WHERE ProcessName = @ProcessName AND RunningProcessID = @ProcessID;
            END;
            IF @IsOwn = 1 COMMIT TRANSACTION;
        END TRY
        BEGIN CATCH
            IF @IsOwn = 1 AND XACT_STATE() <> 0 ROLLBACK TRANSACTION;
            THROW;
        END CATCH;
    END;

    IF @IsAssigned = 1
        SELECT CAST(@ProcessID AS INT) AS ProcessID, @ProcessName AS ProcessName,
               CAST(LEFT(N'Worker_' + @ProcessName, 300) AS NVARCHAR(300)) AS WorkerAssigned;
END;
GO
