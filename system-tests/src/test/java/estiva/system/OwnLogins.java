package estiva.system;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A migrated SQL Server database whose services have a login each, with the rights that deploy/sqlserver grants and no
 * others. Target tables lie in the schema {@code loads}.
 */
record OwnLogins(RunningDatabase database, Path home) implements DatabaseBehind {

    private static final String PREFIX = "svc_estiva_" + ProcessHandle.current().pid() + "_";
    private static final String PASSWORD = "Estiva-IT-2026";
    private static final List<String> LOGINS =
            List.of("migrate", "registry", "dispatcher", "worker", "scaler", "reports");
    /** Babelfish does not know these rights; there the worker owns the schema of the targets, and the server's owner migrates. */
    private static final String NOT_IN_BABELFISH =
            "(?ms)^GRANT (CREATE TABLE|ALTER|CONTROL|VIEW DEFINITION|VIEW SERVER STATE|ALTER ANY CONNECTION)\\b.*?;$";

    static OwnLogins make(Path home) throws IOException, SQLException {
        OwnLogins made = new OwnLogins(SqlServerDatabase.create(), home);
        try {
            made.prepare();
            return made;
        } catch (IOException | SQLException | RuntimeException | AssertionError e) {
            made.close();
            throw e;
        }
    }

    private void prepare() throws IOException, SQLException {
        boolean isBabelfish = isBabelfish();
        run("logins.sql", isBabelfish);
        migrate();
        sql().execute("CREATE SCHEMA loads" + (isBabelfish ? " AUTHORIZATION " + PREFIX + "worker" : ""));
        run("targets.sql", isBabelfish);
        if (!isBabelfish) {
            batches("sessions.sql", false).forEach(SqlServerDatabase::onServer);
        }
    }

    /** Twice: running it again changes nothing. */
    private void run(String script, boolean isBabelfish) throws IOException, SQLException {
        String[] batches = batches(script, isBabelfish).toArray(String[]::new);
        sql().execute(batches);
        sql().execute(batches);
    }

    private static List<String> batches(String name, boolean isBabelfish) throws IOException {
        String script = Files.readString(
                        Project.root().resolve("deploy/sqlserver").resolve(name))
                .replace("svc_estiva_", PREFIX)
                .replaceAll("\\$\\(\\w+Password\\)", PASSWORD)
                .replace("$(TargetSchema)", "loads");
        return Arrays.stream((isBabelfish ? script.replaceAll(NOT_IN_BABELFISH, "") : script).split("(?m)^GO$"))
                .filter(batch -> !batch.replaceAll("(?m)^--.*$", "").isBlank())
                .toList();
    }

    private boolean isBabelfish() throws SQLException {
        return sql().number("SELECT CASE WHEN @@VERSION LIKE '%Babelfish%' THEN 1 ELSE 0 END") == 1;
    }

    /** @return what the migration said */
    String migrate() throws SQLException {
        return migrate(isBabelfish() ? database.environment() : environment("migrate"));
    }

    /** As {@link #migrate()}, under a login that sees the role of reports, and may grant it nothing. */
    String migrateWithoutRights() throws SQLException {
        sql().execute("ALTER ROLE estiva_reports ADD MEMBER " + PREFIX + "registry");
        try {
            return migrate(environment("registry"));
        } finally {
            sql().execute("ALTER ROLE estiva_reports DROP MEMBER " + PREFIX + "registry");
        }
    }

    private String migrate(Map<String, String> login) {
        Map<String, String> environment = new HashMap<>(login);
        environment.put("ESTIVA_MIGRATE", "only");
        try (ServiceProcess migration = ServiceProcess.start(new ServiceProcess.Launch(
                Service.DISPATCHER, database.engine(), "migrate", home, 0, Cluster.SMALL_JVM, environment))) {
            if (migration.awaitExit(Duration.ofSeconds(60)) != 0) {
                throw new AssertionError(migration.log());
            }
            return migration.log();
        }
    }

    /** A connection of one of the logins. */
    Connection connect(String login) throws SQLException {
        return DriverManager.getConnection(url(), PREFIX + login, PASSWORD);
    }

    private Map<String, String> environment(String login) {
        return Map.ofEntries(
                entry("QUARKUS_DATASOURCE_JDBC_URL", url()),
                entry("QUARKUS_DATASOURCE_USERNAME", PREFIX + login),
                entry("QUARKUS_DATASOURCE_PASSWORD", PASSWORD),
                entry("ESTIVA_MIGRATE", "never"));
    }

    @Override
    public Map<String, String> environment(Service service) {
        return environment(service.label());
    }

    /** Logins are the server's and outlive the database. */
    @Override
    public void close() {
        database.close();
        LOGINS.forEach(login -> SqlServerDatabase.onServer(
                "IF SUSER_ID('" + PREFIX + login + "') IS NOT NULL DROP LOGIN " + PREFIX + login));
    }
}
