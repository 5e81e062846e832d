package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the files after one that has failed for good, as its import says. */
class FailedFileTest extends ProcessLoads {
    private static final String GOOD = "Id,Valor,Dia\n%s,1,2026-11-23\n";
    private static final String BAD = "Id,Valor,Dia\nx,1,2026-11-23\n";

    @BeforeEach
    void stopping() throws Exception {
        define("ClienteA", "{'target':'Vendas','onFailedFile':'stop'}");
        write("a.csv", GOOD.formatted(1));
        write("b.csv", BAD);
        write("c.csv", GOOD.formatted(3));
        write("d.csv", GOOD.formatted(4));
    }

    @Test
    void theFilesAfterItWaitAndARetryLoadsAllInTheirOrder() throws Exception {
        Claim claim = load("a.csv", "b.csv", "c.csv", "d.csv");

        assertThat(ids()).isEqualTo("1");
        assertThat(tables.status(claim.processId())).isEqualTo(Status.FAILED);
        assertThat(statuses(claim)).isEqualTo("Completed,Failed,Failed,Failed");
        assertThat(tables.file(claim.processId(), 2).lastError()).startsWith("Not loaded: b.csv before it failed");
        assertThat(tables.query(String.class, "SELECT LastError FROM FileControl"))
                .contains("b.csv: has a bad row");
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileLog WHERE Message LIKE 'Not loaded%'"))
                .isEqualTo(2);

        write("b.csv", GOOD.formatted(2));
        tables.processes.retry(claim.processId(), false, ControlTables.DEED);
        run(claim(claim.processId()));

        assertThat(tables.status(claim.processId())).isEqualTo(Status.COMPLETED);
        assertThat(ids()).isEqualTo("1,2,3,4");
    }

    @Test
    void withoutItTheyAreLoaded() throws Exception {
        define("ClienteA", "{'target':'Vendas','onFailedFile':'continue'}");

        Claim claim = load("a.csv", "b.csv", "c.csv", "d.csv");

        assertThat(ids()).isEqualTo("1,3,4");
        assertThat(statuses(claim)).isEqualTo("Completed,Failed,Completed,Completed");
    }

    @Test
    void theImportOfTheFailedFileDecidesForThoseOfOthers() throws Exception {
        define("Others", "{'target':'Vendas','processName':'ClienteA','fileNames':'c*'}");

        Claim claim = load("b.csv", "c.csv");

        assertThat(statuses(claim)).isEqualTo("Failed,Failed");
        assertThat(ids()).isEmpty();
    }

    @Test
    void theyWaitThoughTheWorkerWasLostInBetween() throws Exception {
        Run lost = claim(tables.register("ClienteA", "b.csv", "c.csv"));
        loader.load(new Run(
                lost.assignment(),
                lost.files().subList(0, 1),
                System.nanoTime() + Duration.ofMinutes(1).toNanos()));
        tables.lapse(lost.claim());
        tables.rescueLapsed(Duration.ofMinutes(1));
        assertThat(statuses(lost.claim())).isEqualTo("Failed,Pending");

        run(claim(lost.claim().processId()));

        assertThat(statuses(lost.claim())).isEqualTo("Failed,Failed");
        assertThat(ids()).isEmpty();
        assertThat(tables.status(lost.claim().processId())).isEqualTo(Status.FAILED);
    }

    @Test
    void neitherAreTheyLoadedTogetherWithThoseOfOtherProcesses() throws Exception {
        Run lost = claim(tables.register("ClienteA", "b.csv", "c.csv"));
        loader.load(new Run(
                lost.assignment(),
                lost.files().subList(0, 1),
                System.nanoTime() + Duration.ofMinutes(1).toNanos()));
        tables.lapse(lost.claim());
        tables.rescueLapsed(Duration.ofMinutes(1));
        SmallProcesses small =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        Run next = claim(lost.claim().processId());

        assertThat(small.load(List.of(small.small(next).orElseThrow()))).isEmpty();

        assertThat(ids()).isEmpty();
        assertThat(statuses(lost.claim())).isEqualTo("Failed,Pending");
    }

    @Test
    void filesBesideItAreEndedAndNoOtherIsBegun() throws Exception {
        define("ClienteA", "{'target':'Vendas','onFailedFile':'stop','parallelFiles':2}");
        loader = files.processLoader(1_000, 0);

        Claim claim = load("a.csv", "b.csv", "c.csv", "d.csv");

        assertThat(statuses(claim)).isEqualTo("Completed,Failed,Failed,Failed");
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void nothingOfALostClaimIsEnded() throws Exception {
        Run lost = claim(tables.register("ClienteA", "b.csv", "c.csv"));
        tables.lapse(lost.claim());
        tables.rescueLapsed(Duration.ofMinutes(1));

        loader.load(lost);

        assertThat(statuses(lost.claim())).isEqualTo("Pending,Pending");
    }

    private static String statuses(Claim claim) {
        return tables.line(
                "SELECT Status FROM FileParameters WHERE ProcessID = " + claim.processId() + " ORDER BY FileID");
    }
}
