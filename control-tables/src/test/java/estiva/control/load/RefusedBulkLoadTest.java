package estiva.control.load;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.ControlDatabase;
import estiva.control.database.TestDatabase;
import io.agroal.api.AgroalDataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What a load that is rolled back does to the connections of its service. */
class RefusedBulkLoadTest {

    @Test
    void onlyItsOwnConnectionIsNotUsedAgain() {
        try (TestDatabase tables = TestDatabase.create();
                AgroalDataSource pool = tables.pool(2)) {
            ControlDatabase database = new ControlDatabase(pool);
            int kept;
            int given;
            try (Handle other = database.open();
                    LoadTransaction load = new LoadTransaction(database.open(), true, database)) {
                kept = session(database, other);
                given = session(database, load.handle());
            }

            try (Handle first = database.open();
                    Handle second = database.open()) {
                assertThat(session(database, first)).isEqualTo(kept);
                assertThat(session(database, second)).isNotIn(kept, given);
            }
        }
    }

    private static int session(ControlDatabase database, Handle handle) {
        return handle.createQuery("SELECT " + database.vendor().ownSession())
                .mapTo(Integer.class)
                .one();
    }
}
