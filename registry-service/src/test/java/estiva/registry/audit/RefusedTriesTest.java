package estiva.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.audit.AuditLog;
import estiva.control.audit.AuditRows;
import estiva.control.audit.Deed;
import estiva.control.process.ControlTables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody fills the database with what is refused. */
class RefusedTriesTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static Deed from(String address) {
        return new Deed("anonymous", "none", address);
    }

    @Test
    void aTryIsWrittenWithItsPathAndStatus() {
        RefusedTries tries = new RefusedTries(null, new AuditLog(tables.database));
        tries.add(from("192.0.2.7"), "PUT", "/api/v1/clients/\u202eA", 403);
        tries.write();
        tries.write();

        assertThat(new AuditRows(tables.database).all())
                .containsExactly(new AuditRows.Row(
                        "anonymous",
                        "none",
                        "192.0.2.7",
                        "request",
                        "path",
                        "PUT /api/v1/clients/\\u202eA",
                        null,
                        null,
                        "{\"status\":403}",
                        "refused"));
    }

    @Test
    void ofAnAddressAndInAllOnlySomeAreWritten() {
        RefusedTries tries = new RefusedTries(null, new AuditLog(tables.database));
        for (int address = 0; address < 10; address++) {
            for (int i = 0; i < 100; i++) {
                tries.add(from("192.0.2." + address), "GET", "/api/v1/processes", 401);
            }
        }
        tries.write();

        List<AuditRows.Row> rows = new AuditRows(tables.database).of("request");
        // Twice as many at most: a minute may have ended meanwhile.
        assertThat(rows).hasSizeBetween(TriesWindow.MOST, 2 * TriesWindow.MOST + 1);
    }

    @Test
    void theRestIsCountedOnceItsMinuteHasEnded() {
        TriesWindow window = new TriesWindow();
        int written = 0;
        for (int i = 0; i < 1_000; i++) {
            written += window.take("192.0.2." + i % 2, 7) ? 1 : 0;
        }

        assertThat(written).isEqualTo(2 * TriesWindow.MOST_OF_AN_ADDRESS);
        assertThat(window.leftOut(7)).isZero();
        assertThat(window.leftOut(8)).isEqualTo(1_000 - written);
        assertThat(window.leftOut(8)).isZero();
        assertThat(window.take("192.0.2.0", 8)).isTrue();
    }

    @Test
    void inAllNoMoreAreTakenHoweverManyAddressesThereAre() {
        TriesWindow window = new TriesWindow();
        int written = 0;
        for (int i = 0; i < 1_000; i++) {
            written += window.take("192.0.2." + i, 7) ? 1 : 0;
        }

        assertThat(written).isEqualTo(TriesWindow.MOST);
    }

    @Test
    void anOutageLosesThemAndNothingElse() {
        tables.sql("ALTER TABLE Audit RENAME TO AuditAway");
        RefusedTries tries = new RefusedTries(null, new AuditLog(tables.database));
        try {
            tries.add(from("192.0.2.7"), "PUT", "/api/v1/clients/A", 403);
            tries.write();
        } finally {
            tables.sql("ALTER TABLE AuditAway RENAME TO Audit");
        }
        tries.add(from("192.0.2.7"), "PUT", "/api/v1/clients/B", 403);
        tries.write();

        assertThat(new AuditRows(tables.database).of("request"))
                .extracting(AuditRows.Row::subject)
                .containsExactly("PUT /api/v1/clients/B");
    }
}
