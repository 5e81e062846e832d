package estiva.control.load;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransaction.Publication;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.ControlTables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two loads of one file, under one claim: what one has committed, the other does not commit again. */
class CheckpointTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final Checkpoint START = Checkpoint.start("hash");
    private static final Checkpoint ONE_ROW = at(1);
    private static final Checkpoint TWO_ROWS = at(2);

    private Claim claim;
    private ClaimedFile file;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Alvo (Id INT NOT NULL)");
    }

    @BeforeEach
    void claim() {
        tables.sql("DELETE FROM Alvo");
        claim = tables.claimed("ClienteA", "a.csv");
        file = tables.claims.openFiles(claim.processId()).get(0);
        tables.claims.begin(claim, file.fileId(), "i", 1);
    }

    @Test
    void theFirstRowsAreNotPublishedTwice() throws SQLException {
        assertThat(publish(1, START, ONE_ROW)).isTrue();

        assertThat(publish(1, START, ONE_ROW)).isFalse();
        assertThat(publish(2, ONE_ROW, TWO_ROWS)).isTrue();
        assertThat(publish(2, ONE_ROW, TWO_ROWS)).isFalse();

        assertThat(tables.line("SELECT Id FROM Alvo ORDER BY Id")).isEqualTo("1,2");
    }

    @Test
    void theRestIsNotPublishedFromWhereTheFileNoLongerIs() throws SQLException {
        publish(1, START, ONE_ROW);
        publish(2, ONE_ROW, TWO_ROWS);

        assertThat(publishRest(2, ONE_ROW)).isEqualTo(Publication.CLAIM_LOST);
        assertThat(publishRest(1, START)).isEqualTo(Publication.CLAIM_LOST);
        assertThat(publishRest(3, TWO_ROWS)).isEqualTo(Publication.PUBLISHED);

        assertThat(tables.line("SELECT Id FROM Alvo ORDER BY Id")).isEqualTo("1,2,3");
    }

    private boolean publish(int id, Checkpoint before, Checkpoint after) throws SQLException {
        try (LoadTransaction load = tables.loads.begin()) {
            insert(load, id);
            return load.publish(claim, file.fileId(), before, after, List.of());
        }
    }

    private Publication publishRest(int id, Checkpoint before) throws SQLException {
        LedgerEntry entry = new LedgerEntry("Any", "i", 1, "Alvo", null, null, false);
        Loaded loaded = new Loaded(claim, file, new LoadedRows(3, 3, 0, 10L, "hash"), entry, Duration.ZERO);
        try (LoadTransaction load = tables.loads.begin()) {
            insert(load, id);
            return load.publish(loaded, before, List.of());
        }
    }

    private static void insert(LoadTransaction load, int id) throws SQLException {
        try (var statement = load.connection().createStatement()) {
            statement.executeUpdate("INSERT INTO Alvo (Id) VALUES (" + id + ")");
        }
    }

    private static Checkpoint at(long rows) {
        return new Checkpoint("hash", new LoadedRows(rows, rows, 0, null, null));
    }
}
