package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.DatabaseErrors.Kind;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseErrorsTest {

    @Test
    void aLostConnectionIsTransientWhateverItWasLostAt() {
        SQLException lost = new SQLException("The connection has been closed.", "08S01");
        SQLException bulkCopy = new SQLException("Unable to retrieve column metadata.", null, 0, lost);

        assertThat(DatabaseErrors.isTransient(new IllegalStateException(bulkCopy)))
                .isTrue();
    }

    @Test
    void aRequestThatWasCutOffIsALostConnectionToH2() {
        assertThat(DatabaseErrors.isBroken(new SQLException("IO Exception: EOFException", "90028", 90028)))
                .isTrue();
    }

    /** By DatabaseMetaData and SQLServerBulkCopy; other calls say 08006, which becomes 08S01. */
    @Test
    void aConnectionThatTheDriverHasClosedIsALostOne() {
        for (String state : new String[] {"08003", "08006", "08001"}) {
            assertThat(DatabaseErrors.kind(ServerError.ofDriver(state)))
                    .as(state)
                    .isEqualTo(Kind.UNAVAILABLE);
            assertThat(DatabaseErrors.isBroken(ServerError.ofDriver(state)))
                    .as(state)
                    .isTrue();
        }
    }

    @Test
    void whatTheDriverSaysOfValuesAndArgumentsIsNot() {
        assertThat(DatabaseErrors.kind(ServerError.ofDriver(null))).isEqualTo(Kind.PERMANENT);
        assertThat(DatabaseErrors.kind(ServerError.ofDriver("07009"))).isEqualTo(Kind.PERMANENT);
        assertThat(DatabaseErrors.kind(new SQLException("", "", 0))).isEqualTo(Kind.PERMANENT);
    }

    @Test
    void aMissingTableIsNotTransient() {
        assertThat(DatabaseErrors.isTransient(new SQLException("Table not found", "42S02", 42102)))
                .isFalse();
    }
}
