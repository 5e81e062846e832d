-- The original's assignment, same result set (ProcessID as INT while it fits), for clients whose Runner is External:
-- the dispatcher never takes those, so a package and Estiva never run one client at once.
-- The row counts of the two guarded updates decide, not the hints.
CREATE PROCEDURE AssignWorkerToProcess
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    DECLARE @ProcessID BIGINT, @ProcessName NVARCHAR(255), @Tries INT = 0;

    WHILE @Tries < 50
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

        BEGIN TRANSACTION;
        UPDATE Client SET RunningProcessID = @ProcessID, LastServedAt = SYSUTCDATETIME()
         WHERE ProcessName = @ProcessName AND Runner = 'External' AND Paused = 0 AND RunningProcessID IS NULL;
        IF @@ROWCOUNT = 1
        BEGIN
            UPDATE FileControl
               SET Status = 'InProgress', WorkerAssigned = LEFT('Worker_' + ProcessName, 300), Fence = Fence + 1,
                   StartTime = SYSUTCDATETIME(), EndTime = NULL, Tracking = 1
             WHERE ProcessID = @ProcessID AND Status = 'Pending';
            IF @@ROWCOUNT = 1
            BEGIN
                INSERT INTO ProcessLog (ProcessID, Message, LogLevel)
                VALUES (@ProcessID, N'Assigned to Worker_' + @ProcessName + N' by AssignWorkerToProcess', 'Info');
                COMMIT TRANSACTION;
                IF @ProcessID <= 2147483647
                    SELECT CAST(@ProcessID AS INT) AS ProcessID, @ProcessName AS ProcessName,
                           LEFT(N'Worker_' + @ProcessName, 300) AS WorkerAssigned;
                ELSE
                    SELECT @ProcessID AS ProcessID, @ProcessName AS ProcessName,
                           LEFT(N'Worker_' + @ProcessName, 300) AS WorkerAssigned;
                RETURN;
            END;
        END;
        ROLLBACK TRANSACTION;
    END;
END;
GO
