-- As before, and what a package has ended as Failed pauses a client that says so (OnFailure), as it does for Estiva's own workers:
-- the client is freed here before the next process is sought, so it has to be paused here too.
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
        UPDATE Client
           SET RunningProcessID = NULL,
               Paused = CASE WHEN OnFailure = 'pause'
                                  AND EXISTS (SELECT 1 FROM FileControl p
                                               WHERE p.ProcessID = Client.RunningProcessID AND p.Status = 'Failed')
                             THEN 1 ELSE Paused END
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
