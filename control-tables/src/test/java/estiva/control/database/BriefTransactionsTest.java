package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Transactions that wait for no lock longer than a moment. */
class BriefTransactionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final int BRIEF = 500;

    private static TestDatabase testDatabase;
    private static AgroalDataSource onlyOne;
    private static ControlDatabase database;

    @BeforeAll
    static void table() {
        testDatabase = TestDatabase.create();
        onlyOne = testDatabase.pool(1);
        database = new ControlDatabase(onlyOne);
        database.useTransaction(handle -> {
            handle.execute("CREATE TABLE Held (Id INT NOT NULL PRIMARY KEY, Times INT NOT NULL)");
            handle.execute("INSERT INTO Held (Id, Times) VALUES (1, 0)");
        });
    }

    @AfterAll
    static void close() {
        onlyOne.close();
        testDatabase.close();
    }

    @Test
    void theSessionWaitsAsBrieflyWithinTheWorkAndAsUsualAfterIt() {
        int usual = database.read(BriefTransactionsTest::lockTimeout);
        int within = database.briefly(BriefTransactionsTest::lockTimeout);
        int after = database.read(BriefTransactionsTest::lockTimeout);

        assertThat(within).isEqualTo(BRIEF);
        assertThat(after).isEqualTo(usual).isNotEqualTo(BRIEF);
    }

    @Test
    void theSessionWaitsAsUsualAgainAfterWorkThatFailed() {
        int usual = database.read(BriefTransactionsTest::lockTimeout);

        assertThatThrownBy(() -> database.briefly(handle -> handle.execute("UPDATE NoSuchTable SET Id = 1")))
                .isNotNull();

        int after = database.read(BriefTransactionsTest::lockTimeout);
        assertThat(after).isEqualTo(usual);
    }

    /** SQL Server would end with such a statement what it set; neither H2 nor Babelfish shows that. */
    @Test
    void nothingThatSetsTheSessionIsPrepared() {
        List<String> prepared = new CopyOnWriteArrayList<>();
        ControlDatabase watched = new ControlDatabase(watched(onlyOne, prepared));

        watched.briefly(
                handle -> handle.createUpdate("UPDATE Held SET Times = Times").execute());
        watched.commitBrieflyIf(handle -> false);

        assertThat(prepared).anyMatch(text -> text.startsWith("UPDATE")).noneMatch(text -> text.contains("SET LOCK"));
    }

    @Test
    void aLockedRowIsGivenUpInAMomentAndTheWorkRolledBack() throws SQLException {
        try (Connection holder = testDatabase.dataSource().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("UPDATE Held SET Times = Times + 1 WHERE Id = 1");
            long begun = System.nanoTime();

            Optional<Integer> done = database.unlessLocked(handle -> {
                handle.execute("INSERT INTO Held (Id, Times) VALUES (2, 0)");
                return handle.execute("UPDATE Held SET Times = 9 WHERE Id = 1");
            });

            assertThat(done).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
            holder.rollback();
        }
        assertThat(count("SELECT COUNT(*) FROM Held WHERE Id = 2 OR Times = 9")).isZero();
    }

    @Test
    void whatIsNotToBeCommittedIsRolledBackBrieflyToo() {
        boolean isCommitted =
                database.commitBrieflyIf(handle -> handle.execute("INSERT INTO Held (Id, Times) VALUES (3, 0)") == 9);

        assertThat(isCommitted).isFalse();
        assertThat(count("SELECT COUNT(*) FROM Held WHERE Id = 3")).isZero();
    }

    private static int count(String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    private static int lockTimeout(Handle handle) {
        return handle.createQuery("SELECT " + database.vendor().lockTimeout())
                .mapTo(Integer.class)
                .one();
    }

    private static DataSource watched(DataSource pool, List<String> prepared) {
        return (DataSource) Proxy.newProxyInstance(
                BriefTransactionsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? watched(pool.getConnection(), prepared)
                        : method.invoke(pool, arguments));
    }

    private static Connection watched(Connection connection, List<String> prepared) {
        return (Connection) Proxy.newProxyInstance(
                BriefTransactionsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add((String) arguments[0]);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
