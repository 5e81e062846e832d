-- No filtered index here, no indexed computed column, no indexed view: sessions with QUOTED_IDENTIFIER OFF (the default
-- of SQL Agent steps and of sqlcmd) could no longer write to the table (error 1934):
-- https://learn.microsoft.com/sql/t-sql/statements/set-quoted-identifier-transact-sql

-- The head of a client's queue: one seek, whatever the backlog.
CREATE INDEX IX_FileControl_Queue ON FileControl (ProcessName, Status, Priority DESC, ProcessID) INCLUDE (NotBefore, Tracking);
GO
-- What runs, by worker: WorkerID is NULL for all else. LeaseUntil is left out: each heartbeat would write the index too.
CREATE INDEX IX_FileControl_Worker ON FileControl (WorkerID, ProcessID);
GO
-- What a script wrote or reset.
CREATE INDEX IX_FileControl_Tracking ON FileControl (Tracking, Status, ProcessID);
GO
-- Lists by status, page after page.
CREATE INDEX IX_FileControl_Status ON FileControl (Status, ProcessID);
GO
CREATE INDEX IX_FileParameters_Process ON FileParameters (ProcessID, Status);
GO
CREATE INDEX IX_FileParameters_Tracking ON FileParameters (Tracking, Status, FileID);
GO
CREATE INDEX IX_ProcessLog_Process ON ProcessLog (ProcessID, LogID);
GO
CREATE INDEX IX_FileLog_File ON FileLog (FileID, LogID);
GO
-- The turn list: claimable clients, longest unserved first.
CREATE INDEX IX_Client_Turn ON Client (Runner, Paused, RunningProcessID, LastServedAt, ProcessName) INCLUDE (NextDue);
GO
CREATE INDEX IX_Client_Running ON Client (RunningProcessID);
GO
CREATE INDEX IX_Worker_Live ON Worker (StoppedAt, HeartbeatAt);
GO
CREATE INDEX IX_Registration_Process ON Registration (ProcessID);
GO
CREATE INDEX IX_ImportDefinition_Client ON ImportDefinition (ProcessName, ImportName);
GO
CREATE INDEX IX_FileReject_File ON FileReject (FileID, RejectID);
GO
CREATE INDEX IX_LoadedFile_Content ON LoadedFile (ContentKey);
GO
-- What no worker has taken yet: next to nothing, most of the time.
CREATE INDEX IX_Inspection_Waiting ON Inspection (StartedAt, InspectionID);
GO
CREATE INDEX IX_ProcedureCall_Process ON ProcedureCall (ProcessID, ProcedureName);
GO
-- What runs, by client: WorkerID is NULL for all else, and a row that was just inserted is not looked at.
CREATE INDEX IX_ProcedureCall_Running ON ProcedureCall (ProcessName, WorkerID);
GO
