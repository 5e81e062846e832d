-- How many workers the work is enough for, in one row that is never NULL: what an autoscaler asks.
--
-- Cheap whatever the backlog: it goes by what runs (IX_FileControl_Worker), by the clients that may be served
-- (IX_Client_Turn), each with one seek for the head of its queue (IX_FileControl_Queue), and by the workers that are alive
-- (IX_Worker_Live). Its cost follows the number of clients, not of processes. "Tracking + 0" keeps servers whose
-- statistics know little of the table yet from taking IX_FileControl_Tracking for shorter.
CREATE VIEW WorkerDemand AS
SELECT CAST(CASE WHEN BusyWorkers >= CEILING((RunningClients + ClaimableClients) / Slots) THEN BusyWorkers
                 ELSE CEILING((RunningClients + ClaimableClients) / Slots) END AS INT) AS Workers,
       BusyWorkers, RunningClients, ClaimableClients, Slots
  FROM (SELECT
        -- A worker with a running process is needed until that has ended, however little there is to do. One that drains
        -- is on its way out: nobody is to be started in its place before its work is somebody else's.
        (SELECT COUNT(DISTINCT p.WorkerID) FROM FileControl p JOIN Worker w ON w.WorkerID = p.WorkerID
          WHERE p.WorkerID > 0 AND p.Status = 'InProgress' AND w.Draining = 0) AS BusyWorkers,
        -- A client runs one process at a time. What a procedure gave out has no WorkerID, and needs none of our workers.
        (SELECT COUNT(*) FROM FileControl p WHERE p.WorkerID > 0 AND p.Status = 'InProgress') AS RunningClients,
        -- Not the backlog: of a client that runs, or is paused, or waits for its time, nothing can start. NextDue may be
        -- too early, until a dispatcher has come round to the client; the head of its queue is the truth.
        (SELECT COUNT(*) FROM Client c
          WHERE c.Runner = 'Estiva' AND c.Paused = 0 AND c.RunningProcessID IS NULL AND c.NextDue <= ${now}
            AND (SELECT TOP 1 CASE WHEN p.NotBefore IS NULL OR p.NotBefore <= ${now} THEN 1 ELSE 0 END FROM FileControl p
                  WHERE p.ProcessName = c.ProcessName AND p.Status = 'Pending' AND p.Tracking + 0 = 1
                    AND (c.Ordering = 'strict' OR p.NotBefore IS NULL OR p.NotBefore <= ${now})
                  ORDER BY p.ProcessName, p.Status, p.Priority DESC, p.ProcessID) = 1) AS ClaimableClients,
        -- What a worker runs at once: as those do that are there; with none, as the last one did; 8 before the first.
        CAST(COALESCE((SELECT AVG(w.Slots * 1.0) FROM Worker w
                        WHERE w.StoppedAt IS NULL AND w.Draining = 0
                          AND w.HeartbeatAt > DATEADD(MILLISECOND, -w.LeaseMillis, ${now})),
                      (SELECT TOP 1 w.Slots FROM Worker w ORDER BY w.WorkerID DESC),
                      8) AS DECIMAL(12,2)) AS Slots
       ) Counted
