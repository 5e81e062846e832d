-- What workers may do with target tables: once for each schema that holds some, in its database; again changes nothing.
--   TargetSchema=loads sqlcmd -N -S server -d estiva -b -i targets.sql
-- Give targets a schema of their own: ALTER on a schema, which staging tables need, is a right on all its tables.

-- In another database of the same instance than the control tables', which has neither users nor roles of Estiva yet.
IF USER_ID('svc_estiva_worker') IS NULL CREATE USER svc_estiva_worker FOR LOGIN svc_estiva_worker;
IF USER_ID('svc_estiva_dispatcher') IS NULL CREATE USER svc_estiva_dispatcher FOR LOGIN svc_estiva_dispatcher;
GO
IF DATABASE_PRINCIPAL_ID('estiva_worker') IS NULL CREATE ROLE estiva_worker;
IF DATABASE_PRINCIPAL_ID('estiva_dispatcher') IS NULL CREATE ROLE estiva_dispatcher;
GO
ALTER ROLE estiva_worker ADD MEMBER svc_estiva_worker;
ALTER ROLE estiva_dispatcher ADD MEMBER svc_estiva_dispatcher;
GO

-- Appends, upserts and replacements; procedures that a definition names.
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::$(TargetSchema) TO estiva_worker;
GO
-- Keys, defaults and checks of a target, by which bad rows are told before they are published.
GRANT VIEW DEFINITION ON SCHEMA::$(TargetSchema) TO estiva_worker;
GO
-- Staging tables beside the target, for replace, upsert and large appends; and a bulk copy for imports that skip triggers.
GRANT CREATE TABLE TO estiva_worker;
GO
GRANT ALTER ON SCHEMA::$(TargetSchema) TO estiva_worker;
GO
-- Staging tables whose load was killed are dropped by the dispatcher.
GRANT ALTER ON SCHEMA::$(TargetSchema) TO estiva_dispatcher;
GO
