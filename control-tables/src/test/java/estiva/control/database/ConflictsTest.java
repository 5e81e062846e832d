package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads that another transaction was in the way of: without READ_COMMITTED_SNAPSHOT a reader may be a deadlock's victim. */
class ConflictsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static TestDatabase testDatabase;
    private static ControlDatabase database;

    @BeforeAll
    static void open() {
        testDatabase = TestDatabase.create();
        database = testDatabase.control();
        // The first connection may take longer than the patience of a look.
        database.read(
                handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
    }

    @AfterAll
    static void close() {
        testDatabase.close();
    }

    /** Deadlock victim, lock time-out, snapshot conflict, a row that moved under a reader without locks. */
    @ParameterizedTest
    @ValueSource(ints = {1205, 1222, 3960, 601})
    void aReadIsTriedAgain(int code) {
        AtomicInteger tries = new AtomicInteger();

        int answer = database.read(handle -> inConflict(handle, code, tries, 2));

        assertThat(answer).isEqualTo(42);
        assertThat(tries).hasValue(3);
    }

    @Test
    void aLookIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();

        int answer = database.look(handle -> inConflict(handle, 1205, tries, 1));

        assertThat(answer).isEqualTo(42);
        assertThat(tries).hasValue(2);
    }

    @Test
    void aReadIsNotTriedForEver() {
        AtomicInteger tries = new AtomicInteger();
        long begun = System.nanoTime();

        assertThatThrownBy(() -> database.read(handle -> inConflict(handle, 1205, tries, Integer.MAX_VALUE)))
                .matches(DatabaseErrors::isConflict);

        assertThat(tries.get()).isBetween(2, 10);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(LIMIT);
    }

    @Test
    void aReadThatFailedForAnotherReasonIsNotTriedAgain() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> database.read(handle -> inConflict(handle, 208, tries, 1)))
                .isNotNull();

        assertThat(tries).hasValue(1);
    }

    private static int inConflict(Handle handle, int code, AtomicInteger tries, int conflicts) {
        if (tries.incrementAndGet() <= conflicts) {
            throw new ConnectionException(new SQLException("as SQL Server would say", "S0001", code));
        }
        return handle.createQuery("SELECT 42").mapTo(Integer.class).one();
    }
}
