-- Procedures that are to run once their process is Completed. Written in the transactions that load its files: whoever ends
-- the process, and whatever happens behind that, some worker finds them.
CREATE TABLE ProcedureCall (
    ProcedureCallID BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    ProcessID       BIGINT NOT NULL,
    ProcessName     ${nameType} NOT NULL,
    -- Of the claim that loaded the file: one row serves all its files of one procedure.
    Fence           BIGINT NOT NULL,
    ProcedureName   NVARCHAR(400) NOT NULL,
    Attempt         INT DEFAULT 0 NOT NULL,
    -- While it runs: when its worker's turn is over.
    NotBefore       DATETIME2(3) NOT NULL,
    -- Who runs it; NULL: nobody.
    WorkerID        BIGINT NULL
)
