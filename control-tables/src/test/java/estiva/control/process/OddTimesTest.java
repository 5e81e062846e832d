package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Adoption.Stranger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Times and minutes that anybody may write: one row stops nothing for all others. */
class OddTimesTest {
    private static final List<String> TIMES =
            List.of("9999-12-31T23:59:59.999", "1753-01-01T00:00:00", "0001-01-01T00:00:00");

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private List<Long> ids;

    /** One process for each time, and one of now. */
    @BeforeEach
    void processes() {
        ids = List.of("A", "B", "C", "D").stream()
                .map(client -> tables.register(client, "a.csv"))
                .toList();
    }

    @Test
    void strangersAreFoundWhateverTheirAge() {
        tables.sql("UPDATE FileControl SET Tracking = 0");
        setTimes("CreatedAt");

        List<Stranger> strangers = tables.adoption.strangers(0, 10);

        assertThat(strangers).extracting(Stranger::isOld).containsExactly(false, true, true, false);
        strangers.forEach(
                stranger -> assertThat(tables.adoption.adopt(stranger)).isTrue());
    }

    @Test
    void longRunsAreFoundWhateverTheirStart() {
        tables.round(tables.worker("W", 4), 4);
        setTimes("StartTime");
        tables.sql("UPDATE Client SET MaxRunMinutes = 60");

        assertThat(tables.longRuns.longRunning(60)).hasSize(2);
        assertThat(tables.longRuns.overCeiling()).containsExactlyInAnyOrder(ids.get(1), ids.get(2));
    }

    @Test
    void aCeilingOutOfReasonIsNoneAndStopsNoOther() {
        tables.round(tables.worker("W", 4), 4);
        setTimes("StartTime");
        tables.sql("UPDATE Client SET MaxRunMinutes = CASE WHEN ProcessName = 'B' THEN 2147483647 ELSE 60 END");

        assertThat(tables.longRuns.overCeiling()).containsExactly(ids.get(2));
    }

    @Test
    void aTimeForReprocessingOutOfReasonIsNoneAndStopsNoOther() {
        tables.sql("UPDATE FileControl SET Status = 'Failed', Tracking = 2");
        setTimes("EndTime");
        tables.sql("UPDATE Client SET ReprocessMinutes = CASE WHEN ProcessName = 'B' THEN 2147483647 ELSE 60 END");

        assertThat(tables.processes.dueForReprocessing(10)).containsExactly(ids.get(2));
        assertThat(tables.processes.reprocess(ids.get(1))).isFalse();
        assertThat(tables.processes.reprocess(ids.get(2))).isTrue();
    }

    @Test
    void leasesOfAnyTimeAreLapsedOrNot() {
        tables.round(tables.worker("W", 4), 4);
        setTimes("LeaseUntil");

        assertThat(tables.rescueLapsed(java.time.Duration.ofMinutes(1))).hasSize(2);
    }

    private void setTimes(String column) {
        for (int i = 0; i < TIMES.size(); i++) {
            tables.sql(
                    "UPDATE FileControl SET " + column + " = '" + TIMES.get(i) + "' WHERE ProcessID = " + ids.get(i));
        }
    }
}
