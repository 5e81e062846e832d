-- One row per ProcessName: the lock that gives a client to one worker at a time, and the dispatcher's turn list.
CREATE TABLE Client (
    ProcessName           ${nameType} NOT NULL PRIMARY KEY,
    -- Who takes this client's work: Estiva's dispatcher, or the procedure AssignWorkerToProcess.
    Runner                NVARCHAR(20) DEFAULT 'Estiva' NOT NULL,
    -- The process that runs. Won by an UPDATE that demands NULL; that is the exclusivity of a client.
    RunningProcessID      BIGINT NULL,
    -- Never later than the earliest moment at which a process of this client may start; NULL: nothing waits.
    NextDue               DATETIME2(3) NULL,
    -- Goes up with every change that may bring NextDue forward, so that setting it back loses no arrival.
    QueueVersion          BIGINT DEFAULT 0 NOT NULL,
    LastServedAt          DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    -- Turns left in this round; a new round gives as many as the weight, which is Priority, at least 1.
    Credit                INT DEFAULT 0 NOT NULL,
    Priority              INT DEFAULT 1 NOT NULL,
    Paused                BIT DEFAULT 0 NOT NULL,
    Ordering              NVARCHAR(20) DEFAULT 'strict' NOT NULL,
    OnFailure             NVARCHAR(20) DEFAULT 'continue' NOT NULL,
    MaxAttempts           INT DEFAULT 3 NOT NULL,
    RetryDelaySeconds     INT DEFAULT 10 NOT NULL,
    RetryMaxDelaySeconds  INT DEFAULT 600 NOT NULL,
    RetryMissingFiles     BIT DEFAULT 0 NOT NULL,
    -- A Failed process gets its files that are not Completed tried again after so many minutes; NULL: never by itself.
    ReprocessMinutes      INT NULL,
    -- How often one process is reprocessed so.
    ReprocessTimes        INT DEFAULT 3 NOT NULL,
    -- A ceiling that asks the worker to stop; NULL: none.
    MaxRunMinutes         INT NULL,
    -- Whether an external claim older than 60 minutes goes back to the procedure.
    ExternalRescue        BIT DEFAULT 0 NOT NULL,
    CreatedAt             DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    CONSTRAINT CK_Client_Priority CHECK (Priority >= 1),
    -- CASE, not IN: H2 keeps the session that made a CHECK with IN, and refuses every row once that is closed.
    CONSTRAINT CK_Client_Runner CHECK (CASE Runner WHEN 'Estiva' THEN 1 WHEN 'External' THEN 1 ELSE 0 END = 1),
    CONSTRAINT CK_Client_Ordering CHECK (CASE Ordering WHEN 'strict' THEN 1 WHEN 'relaxed' THEN 1 ELSE 0 END = 1),
    CONSTRAINT CK_Client_OnFailure CHECK (CASE OnFailure WHEN 'continue' THEN 1 WHEN 'pause' THEN 1 ELSE 0 END = 1)
)
