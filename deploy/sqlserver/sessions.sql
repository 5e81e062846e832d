-- Optional, in master: lets the dispatcher end the session of a load whose worker is lost, and no other. Without it such a
-- session holds its locks until the server notices that its connection is gone; the next try waits, spends no attempt, and
-- an alert (LostSession) names the session.
--   sqlcmd -N -S server -d master -b -i sessions.sql
GRANT VIEW SERVER STATE TO svc_estiva_dispatcher;
GO
GRANT ALTER ANY CONNECTION TO svc_estiva_dispatcher;
GO
