package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ControlDatabaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(10);

    @Test
    void aBrokenConnectionIsNotHandedOutAgain() throws SQLException {
        try (TestDatabase testDatabase = TestDatabase.create()) {
            ControlDatabase database = testDatabase.control();
            int session = ask(database, "SELECT " + database.vendor().ownSession());
            endSession(testDatabase, database.vendor(), session);

            assertThatThrownBy(() -> ask(database, "SELECT 1")).matches(DatabaseErrors::isTransient);

            awaitAnswer(database);
        }
    }

    /**
     * The pool removes the broken one in a thread of its own: a few questions may still meet it. They are asked by this thread, to
     * which the pool gives the connection that it had before.
     */
    private static void awaitAnswer(ControlDatabase database) {
        await("an answer over another connection")
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .pollInSameThread()
                .ignoreExceptionsMatching(DatabaseErrors::isTransient)
                .until(() -> ask(database, "SELECT 1") == 1);
    }

    private static int ask(ControlDatabase database, String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    private static void endSession(TestDatabase database, Vendor vendor, int session) throws SQLException {
        try (Connection other = DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = other.createStatement()) {
            statement.execute(vendor.endSession(session));
        }
    }
}
