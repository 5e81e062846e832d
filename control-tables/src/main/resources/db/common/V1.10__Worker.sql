-- One row per start of a worker: a WorkerID is never reused, so a name that comes back inherits no claim.
CREATE TABLE Worker (
    WorkerID    BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    WorkerName  NVARCHAR(300) NOT NULL,
    Slots       INT NOT NULL,
    -- Processes that it may hold at once: its slots, or more while they are so small that it loads them together.
    Prefetch    INT NOT NULL,
    LeaseMillis INT NOT NULL,
    Version     NVARCHAR(50) NULL,
    StartedAt   DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    HeartbeatAt DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    Draining    BIT DEFAULT 0 NOT NULL,
    StoppedAt   DATETIME2(3) NULL
)
