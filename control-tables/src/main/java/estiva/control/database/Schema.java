package estiva.control.database;

import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.statement.StatementException;

/**
 * The version of the control tables: brings it up to what this build needs, or says whether it is.
 *
 * <p>The history table has a name of its own and the baseline is version 0, because a client's database is seldom empty
 * and may hold another product's Flyway history.
 */
@Singleton
public class Schema {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final String HISTORY = "estiva_schema_history";
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ControlDatabase database;

    public Schema(ControlDatabase database) {
        this.database = database;
    }

    /**
     * Applies what is missing, and gives the services' roles what they lack; several services may do so at once, one of them
     * does it.
     *
     * @throws IllegalStateException if the database holds FileControl of the original design, or compares text by case
     */
    public void migrate() {
        refuseWhatCannotBeMigrated();
        for (int attempt = 1; ; attempt++) {
            try {
                Flyway flyway = flyway();
                // Not baselineOnMigrate: that looks whether the database is empty in a way Babelfish does not answer.
                flyway.baseline();
                flyway.migrate();
                break;
            } catch (FlywayException e) {
                // The other services may have begun at the same moment, and Flyway makes its table before it locks.
                if (attempt == TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        if (database.vendor() == Vendor.SQL_SERVER) {
            // What Flyway gave back has no limit any more.
            database.renewConnections();
            new Grants(database).give();
        }
    }

    /**
     * Whether every migration that this build needs has been applied; a newer schema is current too. One short statement,
     * while Flyway takes dozens: a service that starts again, perhaps after a crash, is at work the sooner.
     */
    public boolean isCurrent() {
        try {
            MigrationVersion needed = needed();
            return database
                    .read(handle -> handle.createQuery(
                                    "SELECT version FROM " + HISTORY + " WHERE success = 1 AND version IS NOT NULL")
                            .mapTo(String.class)
                            .list())
                    .stream()
                    .anyMatch(applied -> MigrationVersion.fromVersion(applied).compareTo(needed) >= 0);
        } catch (StatementException e) {
            if (isBegun()) {
                throw e;
            }
            return false;
        }
    }

    /** What is worth a line at the start, and never a reason not to start. */
    Optional<Isolation> isolation() {
        try {
            return Isolation.of(database);
        } catch (RuntimeException e) {
            LOG.debugf(e, "The isolation of the control database cannot be read");
            return Optional.empty();
        }
    }

    private boolean isBegun() {
        try (Connection connection = database.dataSource().getConnection()) {
            return exists(connection, HISTORY);
        } catch (SQLException e) {
            throw new org.jdbi.v3.core.ConnectionException(e);
        }
    }

    /** The last migration, which may be of one vendor alone; a test holds this to the files. */
    MigrationVersion needed() {
        return MigrationVersion.fromVersion("1.92.4");
    }

    Flyway flyway() {
        Vendor vendor = database.vendor();
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(unlimited(database.dataSource()))
                .table(HISTORY)
                .locations("classpath:db/common", "classpath:" + vendor.migrations())
                .placeholders(vendor.placeholders())
                .baselineVersion("0")
                .failOnMissingLocations(true)
                .load();
    }

    /** A migration takes as long as its ALTER TABLE does: no answer is too late for it. */
    private static DataSource unlimited(DataSource pool) {
        return (DataSource) Proxy.newProxyInstance(
                Schema.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(pool, arguments);
                        if (answer instanceof Connection connection) {
                            LimitedConnections.limit(connection, Duration.ZERO);
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void refuseWhatCannotBeMigrated() {
        try (Connection connection = database.dataSource().getConnection()) {
            if (exists(connection, "FileControl") && !exists(connection, HISTORY)) {
                throw new IllegalStateException(
                        "This database already holds a table FileControl that Estiva did not make. Rename the original"
                                + " tables (FileControl, FileParameters, ProcessLog, FileLog and their _History) and"
                                + " procedures, start again, then copy the rows back: docs/sql.md, 'Adopting an"
                                + " existing installation'.");
            }
            if (database.vendor() == Vendor.SQL_SERVER && !comparesWithoutCase(connection)) {
                throw new IllegalStateException(
                        "This database compares text by case, so 'ClienteA' and 'clientea' would be two clients. Create"
                                + " the control database with a case-insensitive collation, for example"
                                + " SQL_Latin1_General_CP1_CI_AS.");
            }
        } catch (SQLException e) {
            throw new org.jdbi.v3.core.ConnectionException(e);
        }
    }

    private static boolean exists(Connection connection, String table) throws SQLException {
        String catalog = connection.getCatalog();
        String schema = connection.getSchema();
        try (ResultSet tables = connection.getMetaData().getTables(catalog, schema, table, null)) {
            return tables.next();
        }
    }

    private static boolean comparesWithoutCase(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CASE WHEN 'a' = 'A' THEN 1 ELSE 0 END")) {
            return row.next() && row.getInt(1) == 1;
        }
    }
}
