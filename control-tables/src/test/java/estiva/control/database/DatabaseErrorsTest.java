package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void aMissingTableIsNotTransient() {
        assertThat(DatabaseErrors.isTransient(new SQLException("Table not found", "42S02", 42102)))
                .isFalse();
    }
}
