-- A login, a user and a role for each service: once, before the first migration; running it again changes nothing.
-- The passwords come from the environment (MigratePassword and so on), so that no command line shows them:
--   sqlcmd -N -S server -d estiva -b -i logins.sql
-- Where logins come from a directory, make those instead and keep the roles.

IF SUSER_ID('svc_estiva_migrate') IS NULL
    CREATE LOGIN svc_estiva_migrate WITH PASSWORD = '$(MigratePassword)';
IF SUSER_ID('svc_estiva_registry') IS NULL
    CREATE LOGIN svc_estiva_registry WITH PASSWORD = '$(RegistryPassword)';
IF SUSER_ID('svc_estiva_dispatcher') IS NULL
    CREATE LOGIN svc_estiva_dispatcher WITH PASSWORD = '$(DispatcherPassword)';
IF SUSER_ID('svc_estiva_worker') IS NULL
    CREATE LOGIN svc_estiva_worker WITH PASSWORD = '$(WorkerPassword)';
IF SUSER_ID('svc_estiva_scaler') IS NULL
    CREATE LOGIN svc_estiva_scaler WITH PASSWORD = '$(ScalerPassword)';
IF SUSER_ID('svc_estiva_reports') IS NULL
    CREATE LOGIN svc_estiva_reports WITH PASSWORD = '$(ReportsPassword)';
GO
IF USER_ID('svc_estiva_migrate') IS NULL CREATE USER svc_estiva_migrate FOR LOGIN svc_estiva_migrate;
IF USER_ID('svc_estiva_registry') IS NULL CREATE USER svc_estiva_registry FOR LOGIN svc_estiva_registry;
IF USER_ID('svc_estiva_dispatcher') IS NULL CREATE USER svc_estiva_dispatcher FOR LOGIN svc_estiva_dispatcher;
IF USER_ID('svc_estiva_worker') IS NULL CREATE USER svc_estiva_worker FOR LOGIN svc_estiva_worker;
IF USER_ID('svc_estiva_scaler') IS NULL CREATE USER svc_estiva_scaler FOR LOGIN svc_estiva_scaler;
IF USER_ID('svc_estiva_reports') IS NULL CREATE USER svc_estiva_reports FOR LOGIN svc_estiva_reports;
GO
IF DATABASE_PRINCIPAL_ID('estiva_registry') IS NULL CREATE ROLE estiva_registry;
IF DATABASE_PRINCIPAL_ID('estiva_dispatcher') IS NULL CREATE ROLE estiva_dispatcher;
IF DATABASE_PRINCIPAL_ID('estiva_worker') IS NULL CREATE ROLE estiva_worker;
IF DATABASE_PRINCIPAL_ID('estiva_scaler') IS NULL CREATE ROLE estiva_scaler;
IF DATABASE_PRINCIPAL_ID('estiva_reports') IS NULL CREATE ROLE estiva_reports;
GO
ALTER ROLE estiva_registry ADD MEMBER svc_estiva_registry;
ALTER ROLE estiva_dispatcher ADD MEMBER svc_estiva_dispatcher;
ALTER ROLE estiva_worker ADD MEMBER svc_estiva_worker;
ALTER ROLE estiva_scaler ADD MEMBER svc_estiva_scaler;
ALTER ROLE estiva_reports ADD MEMBER svc_estiva_reports;
GO
-- Migrations create and change tables, views and procedures, move rows, and give the roles above their rights. Nothing else
-- runs under this login. CONTROL of the schema is the least that may grant on all that is in it, and that still to come.
GRANT CREATE TABLE, CREATE VIEW, CREATE PROCEDURE TO svc_estiva_migrate;
GO
GRANT CONTROL ON SCHEMA::dbo TO svc_estiva_migrate;
GO
-- Else it does not see these roles.
GRANT VIEW DEFINITION ON ROLE::estiva_registry TO svc_estiva_migrate;
GRANT VIEW DEFINITION ON ROLE::estiva_dispatcher TO svc_estiva_migrate;
GRANT VIEW DEFINITION ON ROLE::estiva_worker TO svc_estiva_migrate;
GRANT VIEW DEFINITION ON ROLE::estiva_scaler TO svc_estiva_migrate;
GRANT VIEW DEFINITION ON ROLE::estiva_reports TO svc_estiva_migrate;
GO
