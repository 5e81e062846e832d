-- Questions about files that only a worker can answer, for the short time until they are answered: a registry writes
-- them, a worker takes them, nothing of them reaches a target table.
CREATE TABLE Inspection (
    InspectionID BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    -- Preview or Guess.
    Kind         NVARCHAR(20) NOT NULL,
    -- What is asked and what was found, as JSON.
    Request      NVARCHAR(MAX) NOT NULL,
    Result       NVARCHAR(MAX) NULL,
    -- Why nothing was found; NULL: something was.
    Error        NVARCHAR(4000) NULL,
    -- Who took it; NULL: nobody yet.
    WorkerID     BIGINT NULL,
    RequestedAt  DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    StartedAt    DATETIME2(3) NULL,
    EndedAt      DATETIME2(3) NULL
)
