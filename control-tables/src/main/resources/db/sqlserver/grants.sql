-- What each service's role may do with the control tables, and no more. A migration gives what of it is missing; by hand, in the
-- control database, running it again changes nothing:
--   sqlcmd -N -S server -d estiva -b -i grants.sql
-- Procedures and views need no grant on the tables behind them (ownership chaining). A test derives these lines from the
-- code: GrantsTest. One statement a line: that is how a migration reads them.

-- Registers, cancels, retries; reads what became of it all.
GRANT SELECT, INSERT, UPDATE, DELETE   ON AccessIdentity          TO estiva_registry;
GRANT SELECT, INSERT, UPDATE           ON AccessKey               TO estiva_registry;
GRANT SELECT, INSERT, DELETE           ON AccessRole              TO estiva_registry;
GRANT SELECT, INSERT, DELETE           ON AccessSession           TO estiva_registry;
GRANT SELECT, UPDATE                   ON AccessVersion           TO estiva_registry;
GRANT SELECT, INSERT                   ON Audit                   TO estiva_registry;
GRANT SELECT, INSERT, UPDATE           ON Client                  TO estiva_registry;
GRANT SELECT                           ON estiva_schema_history   TO estiva_registry;
GRANT SELECT, INSERT, UPDATE           ON FileControl             TO estiva_registry;
GRANT SELECT                           ON FileLog                 TO estiva_registry;
GRANT SELECT, INSERT, UPDATE           ON FileParameters          TO estiva_registry;
GRANT SELECT                           ON FileReject              TO estiva_registry;
GRANT SELECT, INSERT                   ON ImportDefinition        TO estiva_registry;
GRANT SELECT, INSERT, UPDATE, DELETE   ON InboxFile               TO estiva_registry;
GRANT SELECT, INSERT                   ON Inspection              TO estiva_registry;
GRANT SELECT, INSERT                   ON ProcessLog              TO estiva_registry;
GRANT SELECT, INSERT                   ON Registration            TO estiva_registry;
GRANT SELECT                           ON Worker                  TO estiva_registry;

-- Assigns, rescues, frees, adopts; raises alerts.
GRANT SELECT, INSERT, UPDATE, DELETE   ON Alert                   TO estiva_dispatcher;
GRANT SELECT, INSERT, UPDATE           ON Client                  TO estiva_dispatcher;
GRANT SELECT                           ON estiva_schema_history   TO estiva_dispatcher;
GRANT SELECT, UPDATE                   ON FileControl             TO estiva_dispatcher;
GRANT SELECT, UPDATE                   ON FileParameters          TO estiva_dispatcher;
GRANT SELECT, UPDATE, DELETE           ON Inspection              TO estiva_dispatcher;
GRANT INSERT                           ON ProcessLog              TO estiva_dispatcher;
GRANT SELECT, DELETE                   ON StagingTable            TO estiva_dispatcher;
GRANT SELECT, DELETE                   ON Worker                  TO estiva_dispatcher;

-- Loads files. Its rights on target tables: targets.sql.
GRANT SELECT, INSERT, UPDATE, DELETE   ON Alert                   TO estiva_worker;
GRANT SELECT, UPDATE                   ON Client                  TO estiva_worker;
GRANT SELECT                           ON estiva_schema_history   TO estiva_worker;
GRANT SELECT, INSERT                   ON DeploymentCheck         TO estiva_worker;
GRANT SELECT, UPDATE                   ON FileControl             TO estiva_worker;
GRANT INSERT                           ON FileLog                 TO estiva_worker;
GRANT SELECT, UPDATE                   ON FileParameters          TO estiva_worker;
GRANT SELECT, INSERT, UPDATE, DELETE   ON FileReject              TO estiva_worker;
GRANT SELECT                           ON ImportDefinition        TO estiva_worker;
GRANT SELECT, UPDATE                   ON Inspection              TO estiva_worker;
GRANT SELECT, INSERT                   ON LoadedFile              TO estiva_worker;
GRANT SELECT, INSERT, UPDATE, DELETE   ON PartialLoad             TO estiva_worker;
GRANT SELECT, INSERT, UPDATE, DELETE   ON ProcedureCall           TO estiva_worker;
GRANT INSERT                           ON ProcessLog              TO estiva_worker;
GRANT SELECT, INSERT, UPDATE, DELETE   ON PutAway                 TO estiva_worker;
GRANT SELECT, INSERT, DELETE           ON StagingTable            TO estiva_worker;
GRANT SELECT, INSERT, UPDATE           ON Worker                  TO estiva_worker;

-- An autoscaler: one row of numbers.
GRANT SELECT                           ON WorkerDemand            TO estiva_scaler;

-- People and reports: they look.
GRANT SELECT                           ON AccessIdentity          TO estiva_reports;
GRANT SELECT                           ON AccessKey               TO estiva_reports;
GRANT SELECT                           ON AccessRole              TO estiva_reports;
GRANT SELECT                           ON AccessSession           TO estiva_reports;
GRANT SELECT                           ON AccessVersion           TO estiva_reports;
GRANT SELECT                           ON Alert                   TO estiva_reports;
GRANT SELECT                           ON Audit                   TO estiva_reports;
GRANT SELECT                           ON Client                  TO estiva_reports;
GRANT SELECT                           ON DeploymentCheck         TO estiva_reports;
GRANT SELECT                           ON FileControl             TO estiva_reports;
GRANT SELECT                           ON FileControl_History     TO estiva_reports;
GRANT SELECT                           ON FileLog                 TO estiva_reports;
GRANT SELECT                           ON FileLog_History         TO estiva_reports;
GRANT SELECT                           ON FileParameters          TO estiva_reports;
GRANT SELECT                           ON FileParameters_History  TO estiva_reports;
GRANT SELECT                           ON FileReject              TO estiva_reports;
GRANT SELECT                           ON ImportDefinition        TO estiva_reports;
GRANT SELECT                           ON InboxFile               TO estiva_reports;
GRANT SELECT                           ON Inspection              TO estiva_reports;
GRANT SELECT                           ON LoadedFile              TO estiva_reports;
GRANT SELECT                           ON PartialLoad             TO estiva_reports;
GRANT SELECT                           ON ProcedureCall           TO estiva_reports;
GRANT SELECT                           ON ProcessLog              TO estiva_reports;
GRANT SELECT                           ON ProcessLog_History      TO estiva_reports;
GRANT SELECT                           ON PutAway                 TO estiva_reports;
GRANT SELECT                           ON Registration            TO estiva_reports;
GRANT SELECT                           ON StagingTable            TO estiva_reports;
GRANT SELECT                           ON Worker                  TO estiva_reports;
GRANT SELECT                           ON WorkerDemand            TO estiva_reports;
