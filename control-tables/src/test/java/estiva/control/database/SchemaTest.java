package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
    private TestDatabase testDatabase;
    private ControlDatabase database;
    private Schema schema;

    @BeforeEach
    void emptyDatabase() {
        testDatabase = TestDatabase.create();
        database = testDatabase.control();
        schema = new Schema(database);
    }

    @AfterEach
    void drop() {
        testDatabase.close();
    }

    @Test
    void isCurrentOnlyOnceMigrated() {
        assertThat(schema.isCurrent()).isFalse();

        schema.migrate();

        assertThat(schema.isCurrent()).isTrue();
    }

    @Test
    void aBuildNeedsTheLastOfItsMigrations() {
        schema.migrate(); // of an empty database Flyway asks what Babelfish does not answer
        MigrationInfo[] migrations = schema.flyway().info().all();

        assertThat(schema.needed()).isEqualTo(migrations[migrations.length - 1].getVersion());
    }

    @Test
    void whatTheMigrationsMakeIsWhatNoImportReaches() {
        schema.migrate();
        boolean isH2 = database.vendor() == Vendor.H2;

        List<String> made = database.read(handle -> handle.createQuery(
                        isH2
                                ? "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA()"
                                : "SELECT name FROM sys.objects WHERE schema_id = SCHEMA_ID() AND type IN ('U', 'V', 'P', 'FN', 'TF', 'IF')")
                .mapTo(String.class)
                .list());

        List<String> procedures = List.of("RegisterProcessAndFiles", "AssignWorkerToProcess"); // SQL Server's alone
        assertThat(ControlObjects.names())
                .filteredOn(name -> !isH2 || !procedures.contains(name))
                .usingElementComparator(String.CASE_INSENSITIVE_ORDER) // Babelfish keeps names in lower case
                .containsExactlyInAnyOrderElementsOf(made);
        assertThat(made).allMatch(ControlObjects::contains);
    }

    @Test
    void aSchemaThatLacksTheLastMigrationIsNotCurrentAndOneThatIsNewerIs() {
        schema.migrate();
        String last = schema.needed().getVersion();

        execute("UPDATE estiva_schema_history SET success = 0 WHERE version = '" + last + "'");
        assertThat(schema.isCurrent()).isFalse();

        execute("UPDATE estiva_schema_history SET success = 1, version = '10.1' WHERE version = '" + last + "'");
        assertThat(schema.isCurrent()).isTrue();
    }

    @Test
    void threeServicesMayMigrateAtOnce() throws Exception {
        ExecutorService services = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Boolean>> migrations = List.of(this::migrateAnew, this::migrateAnew, this::migrateAnew);

            List<Future<Boolean>> outcomes = services.invokeAll(migrations);

            for (Future<Boolean> outcome : outcomes) {
                assertThat(outcome.get()).isTrue();
            }
        } finally {
            services.shutdownNow();
        }
    }

    private boolean migrateAnew() {
        Schema own = new Schema(testDatabase.control());
        own.migrate();
        return own.isCurrent();
    }

    @Test
    void theTablesOutliveTheServiceThatMadeThem() {
        try (AgroalDataSource migrator = testDatabase.pool(TestDatabase.POOL)) {
            new Schema(new ControlDatabase(migrator)).migrate();
        }

        execute("INSERT INTO Client (ProcessName) VALUES ('ClienteA')");
        execute("INSERT INTO FileControl (ProcessName, Status) VALUES ('ClienteA', 'Pending')");
        execute("INSERT INTO FileParameters (ProcessID, FileName, Status)"
                + " SELECT ProcessID, 'Clientes.csv', 'Pending' FROM FileControl");

        assertThat(count("FileParameters")).isEqualTo(1);
    }

    @Test
    void tablesOfOthersAreLeftAloneAndDoNotStopTheMigration() {
        execute("CREATE TABLE Customer (CustomerID INT NOT NULL PRIMARY KEY)");

        schema.migrate();

        assertThat(schema.isCurrent()).isTrue();
    }

    @Test
    void anOriginalFileControlStopsTheMigrationAndNamesTheWayOut() {
        execute("CREATE TABLE FileControl (ProcessID INT NOT NULL PRIMARY KEY, ProcessName NVARCHAR(255))");

        assertThatThrownBy(schema::migrate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FileControl")
                .hasMessageContaining("Adopting an existing installation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FileControl", "FileParameters", "ProcessLog", "FileLog"})
    void aHistoryTakesItsTableByInsertSelectStar(String table) {
        schema.migrate();

        execute("INSERT INTO " + table + "_History SELECT * FROM " + table);

        assertThat(columns(table + "_History")).isEqualTo(columns(table)).isNotEmpty();
    }

    @Test
    void anInsertThatNamesOnlyTheOriginalColumnsWorks() {
        schema.migrate();

        execute("INSERT INTO FileControl (ProcessName, Status) VALUES ('ClienteA', 'Pending')");
        execute("INSERT INTO FileParameters (ProcessID, FileName, Status)"
                + " SELECT ProcessID, 'Clientes.csv', 'Pending' FROM FileControl");
        execute(
                "INSERT INTO ProcessLog (ProcessID, Message, LogLevel) SELECT ProcessID, 'started', 'Info' FROM FileControl");
        execute("INSERT INTO FileLog (FileID, Message, LogLevel) SELECT FileID, 'checked', 'Info' FROM FileParameters");

        assertThat(count("FileControl WHERE Fence = 0 AND Attempt = 0 AND Tracking = 0 AND CreatedAt IS NOT NULL"))
                .isEqualTo(1);
        assertThat(count("FileLog WHERE LogTime IS NOT NULL")).isEqualTo(1);
    }

    @Test
    void aStatusThatDoesNotExistIsRefused() {
        schema.migrate();

        assertThatThrownBy(() -> execute("INSERT INTO FileControl (ProcessName, Status) VALUES ('ClienteA', 'Done')"))
                .rootCause()
                .message()
                .containsIgnoringCase("CK_FileControl_Status");
    }

    @Test
    void defaultTimesAreUtcWhateverTheZoneOfTheJvm() {
        schema.migrate();

        execute("INSERT INTO FileControl (ProcessName, Status) VALUES ('ClienteA', 'Pending')");

        long secondsOff = database.read(handle -> handle.createQuery("SELECT CreatedAt FROM FileControl")
                .map((row, context) -> Times.instant(row, "CreatedAt"))
                .one()
                .until(java.time.Instant.now(), java.time.temporal.ChronoUnit.SECONDS));
        assertThat(secondsOff).isBetween(-60L, 60L);
    }

    private void execute(String statement) {
        database.useTransaction(handle -> handle.execute(statement));
    }

    private int count(String from) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + from)
                .mapTo(Integer.class)
                .one());
    }

    private List<String> columns(String table) {
        return database.read(handle -> handle.createQuery("SELECT * FROM " + table)
                .scanResultSet((rows, context) -> {
                    var meta = rows.get().getMetaData();
                    List<String> names = new ArrayList<>();
                    for (int i = 1; i <= meta.getColumnCount(); i++) {
                        names.add(meta.getColumnName(i));
                    }
                    return names;
                }));
    }
}
