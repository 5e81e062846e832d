-- H2 walks an index only when ORDER BY names its columns from the first one on; the queries do.

-- The head of a client's queue: one seek, whatever the backlog.
CREATE INDEX IX_FileControl_Queue ON FileControl (ProcessName, Status, Priority DESC, ProcessID);
-- What runs, by worker: WorkerID is NULL for all else.
CREATE INDEX IX_FileControl_Worker ON FileControl (WorkerID, ProcessID);
-- What a script wrote or reset.
CREATE INDEX IX_FileControl_Tracking ON FileControl (Tracking, Status, ProcessID);
-- Lists by status, page after page.
CREATE INDEX IX_FileControl_Status ON FileControl (Status, ProcessID);
CREATE INDEX IX_FileParameters_Process ON FileParameters (ProcessID, Status);
CREATE INDEX IX_FileParameters_Tracking ON FileParameters (Tracking, Status, FileID);
CREATE INDEX IX_ProcessLog_Process ON ProcessLog (ProcessID, LogID);
CREATE INDEX IX_FileLog_File ON FileLog (FileID, LogID);
-- The turn list: claimable clients, longest unserved first.
CREATE INDEX IX_Client_Turn ON Client (Runner, Paused, RunningProcessID, LastServedAt, ProcessName);
CREATE INDEX IX_Client_Running ON Client (RunningProcessID);
CREATE INDEX IX_Worker_Live ON Worker (StoppedAt, HeartbeatAt);
CREATE INDEX IX_Registration_Process ON Registration (ProcessID);
CREATE INDEX IX_ImportDefinition_Client ON ImportDefinition (ProcessName, ImportName);
CREATE INDEX IX_FileReject_File ON FileReject (FileID, RejectID);
CREATE INDEX IX_LoadedFile_Content ON LoadedFile (ContentKey);
-- What no worker has taken yet: next to nothing, most of the time.
CREATE INDEX IX_Inspection_Waiting ON Inspection (StartedAt, InspectionID);
CREATE INDEX IX_ProcedureCall_Process ON ProcedureCall (ProcessID, ProcedureName);
-- What runs, by client: WorkerID is NULL for all else, and a row that was just inserted is not looked at.
CREATE INDEX IX_ProcedureCall_Running ON ProcedureCall (ProcessName, WorkerID);

-- As many numbers ahead as SQL Server reserves: H2 writes each reservation in a COMMIT of its own.
ALTER TABLE FileControl ALTER COLUMN ProcessID SET CACHE 1000;
ALTER TABLE FileParameters ALTER COLUMN FileID SET CACHE 1000;
ALTER TABLE ProcessLog ALTER COLUMN LogID SET CACHE 1000;
ALTER TABLE FileLog ALTER COLUMN LogID SET CACHE 1000;
