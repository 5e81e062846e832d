package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.database.DatabaseErrors;
import estiva.control.process.ControlTables;
import estiva.worker.claim.Run;
import estiva.worker.file.FileTask;
import estiva.worker.load.LoadResult;
import estiva.worker.load.StagedFile;
import estiva.worker.read.TestMemory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two loads that bring the same new keys. */
class UpsertRaceTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Shelf (Item INT NOT NULL PRIMARY KEY, Amount INT NULL)");
    }

    @BeforeEach
    void empty() {
        tables.sql("DELETE FROM Shelf");
    }

    @Test
    void aRowThatAnotherLoadInsertsBetweenUpdateAndInsertIsUpdatedByTheNextTry() throws Exception {
        try (Connection connection = tables.testDatabase().dataSource().getConnection();
                StagedFile file = staged(connection)) {
            Connection raced = beforeInsert(connection, () -> tables.sql("INSERT INTO Shelf VALUES (1, 5)"));

            assertThatThrownBy(() -> file.publish(raced))
                    .isInstanceOf(SQLTransientException.class)
                    .hasMessageContaining("another load has written rows of the same keys")
                    .matches(DatabaseErrors::isTransient);
            connection.rollback();
            LoadResult next = file.publish(connection);
            connection.commit();

            assertThat(next)
                    .extracting(LoadResult::rowsUpdated, LoadResult::rowsLoaded)
                    .containsExactly(1L, 1L);
            assertThat(tables.query(Integer.class, "SELECT SUM(Amount) FROM Shelf"))
                    .isEqualTo(30);
            drop(connection, file);
        }
    }

    private StagedFile staged(Connection connection) throws Exception {
        LoadFiles files = new LoadFiles(tables, root);
        files.define("ClienteA", "{'target':'Shelf','mode':'upsert','keys':['Item']}");
        files.write("file.csv", "Item,Amount\n1,10\n2,20\n");
        Run run = files.claims(tables.register("ClienteA", "file.csv")).get(0);
        FileTask task = files.tasks.task(run, run.files().get(0)).with(TestMemory.share());
        connection.setAutoCommit(false);
        StagedFile file = files.loader.stage(
                connection,
                task.request(),
                () -> false,
                run.files().get(0).fileId(),
                run.claim().fence());
        try (Statement create = connection.createStatement()) {
            create.execute(file.createStatement());
        }
        connection.commit();
        file.fill(connection, Long.MAX_VALUE);
        connection.commit();
        file.prepare(connection);
        connection.commit();
        return file;
    }

    private static void drop(Connection connection, StagedFile file) throws SQLException {
        try (Statement drop = connection.createStatement()) {
            drop.execute("DROP TABLE " + file.table().name());
        }
        connection.commit();
    }

    private static Connection beforeInsert(Connection connection, Runnable rival) {
        return (Connection) Proxy.newProxyInstance(
                UpsertRaceTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")
                            && arguments[0].toString().startsWith("INSERT INTO")) {
                        rival.run();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
