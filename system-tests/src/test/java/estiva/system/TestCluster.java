package estiva.system;

import estiva.system.Cluster.Settings;
import estiva.system.ControlRows.ProcessRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** A cluster on a database of its own; its files and logs stay under {@code target/it} for whoever must look. */
final class TestCluster implements AutoCloseable {

    private final RunningDatabase database;
    private final Cluster cluster;

    private TestCluster(RunningDatabase database, Cluster cluster) {
        this.database = database;
        this.cluster = cluster;
    }

    /** All services running and ready. */
    static TestCluster start(Class<?> test, UnaryOperator<Settings> change) throws IOException {
        Path home = home(test);
        return start(home, database(home), change);
    }

    /** As {@link #start(Class, UnaryOperator)}, on a database that the caller has made ready; it is closed with the cluster. */
    static TestCluster start(Path home, RunningDatabase database, UnaryOperator<Settings> change) {
        TestCluster made = new TestCluster(database, new Cluster(change.apply(Settings.small(database, home))));
        try {
            made.cluster.start();
            return made;
        } catch (RuntimeException | AssertionError e) {
            made.close();
            throw e;
        }
    }

    static Path home(Class<?> test) throws IOException {
        Path parent = Files.createDirectories(Project.root().resolve("system-tests/target/it"));
        return Files.createTempDirectory(parent, test.getSimpleName() + "-");
    }

    /** The kind of database that the Maven profile chose. */
    static RunningDatabase database(Path home) {
        return System.getProperty("quarkus.test.profile", "test").contains("sqlserver")
                ? SqlServerDatabase.create()
                : H2Server.start(home.resolve("database"));
    }

    Cluster cluster() {
        return cluster;
    }

    RegistryClient registry() {
        return cluster.client();
    }

    Path files() {
        return cluster.files();
    }

    Engine engine() {
        return database.engine();
    }

    Sql sql() {
        return database.sql();
    }

    ControlRows tables() {
        return ControlRows.of(database);
    }

    /** A table with its import, called alike, for {@link BulkFile}s. */
    void makeBulkImport(String name) throws SQLException {
        sql().execute(BulkFile.createTable(name));
        registry().putImport(name, BulkFile.definition(name));
    }

    ProcessRow awaitOver(long processId, Duration limit) {
        return cluster.awaitOver(processId, limit);
    }

    @Override
    public void close() {
        cluster.close();
        database.close();
    }
}
