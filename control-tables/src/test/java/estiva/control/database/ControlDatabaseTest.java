package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ControlDatabaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(10);

    @Test
    void aBrokenConnectionIsNotHandedOutAgain() throws SQLException {
        try (TestDatabase testDatabase = TestDatabase.create()) {
            ControlDatabase database = testDatabase.control();
            int session = ask(database, "SELECT " + database.vendor().ownSession());
            endSession(testDatabase, database.vendor(), session);

            assertThatThrownBy(() -> ask(database, "SELECT 1")).matches(DatabaseErrors::isTransient);

            assertThat(answers(database)).isTrue();
        }
    }

    /** The pool lets the broken one go beside us, so a few may still meet it. */
    private static boolean answers(ControlDatabase database) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                return ask(database, "SELECT 1") == 1;
            } catch (RuntimeException e) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
        return false;
    }

    private static int ask(ControlDatabase database, String query) {
        return database.read(handle -> handle.createQuery(query).mapTo(Integer.class).one());
    }

    private static void endSession(TestDatabase database, Vendor vendor, int session) throws SQLException {
        try (Connection other = DriverManager.getConnection(database.url(), database.username(), database.password());
                Statement statement = other.createStatement()) {
            statement.execute(vendor.endSession(session));
        }
    }
}
