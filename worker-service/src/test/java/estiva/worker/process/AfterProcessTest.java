package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Procedures after a process: each at least once when it is Completed, however it came to be. */
class AfterProcessTest extends ProcedureLoads {
    @Test
    void eachProcedureRunsOnceForAllFilesOfTheProcess() throws Exception {
        Run run = claim("a1.csv", "a2.csv", "b.csv", "p.csv");
        assertThat(loader.load(run)).isTrue();
        look();
        assertThat(seen()).as("before the process is Completed").isEmpty();

        tables.claims.finish(run.claim());
        look();
        look();
        look();

        assertThat(seen()).isEqualTo("Report:5,SumUp:5");
        assertThat(tables.query(Long.class, "SELECT MIN(ProcessID) FROM Seen"))
                .isEqualTo(run.claim().processId());
        assertThat(left()).isZero();
        assertThat(log(run)).contains("Procedure SumUp has run");
    }

    @Test
    void processesThatAreLoadedTogetherGetTheirsToo() throws Exception {
        SmallProcesses small =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        Run run = claim("a1.csv", "a2.csv");

        Set<Run> ended = small.load(small.small(run).stream().toList());
        if (ended.isEmpty()) {
            // Babelfish finds a table only when a statement that was never prepared in this database is tried again.
            ended = small.load(small.small(run).stream().toList());
        }
        assertThat(ended).containsExactly(run);
        assertThat(run.callsProcedureAfterwards()).isTrue();
        look();
        look();

        assertThat(seen()).isEqualTo("SumUp:3");
        assertThat(left()).isZero();
    }

    @Test
    void aBulkCopyIsFollowedByItToo() throws Exception {
        files.write("a-large.csv", "Id\n" + "1\n".repeat(200_000));
        Run run = claim("a-large.csv");

        loadAndFinish(run);
        look();

        assertThat(seen()).isEqualTo("SumUp:200000");
    }

    @Test
    void aProcessThatFailedGetsItOnlyWhenARetryCompletesIt() throws Exception {
        files.write("p.csv", "Id\nx\n");
        Run run = claim("a1.csv", "p.csv");
        loadAndFinish(run);
        assertThat(tables.status(run.claim().processId())).isEqualTo(Status.FAILED);
        look();
        assertThat(seen()).isEmpty();

        files.write("p.csv", "Id\n5\n");
        tables.processes.retry(run.claim().processId(), false, ControlTables.DEED);
        loadAndFinish(files.claims(run.claim().processId()).get(0));
        look();

        assertThat(seen()).isEqualTo("SumUp:3");
    }

    @Test
    void aProcessWhoseContentWasLoadedBeforeAndIsSkippedGetsIt() throws Exception {
        loadAndFinish(claim("a1.csv"));
        look();

        loadAndFinish(claim("a1.csv"));
        look();

        assertThat(seen()).isEqualTo("SumUp:2,SumUp:2");
    }

    @Test
    void aProcessThatARescueEndsGetsIt() throws Exception {
        Run run = claim("a1.csv");
        loader.load(run);
        tables.lapse(run.claim());

        tables.rescueLapsed(Duration.ofMinutes(1));
        look();

        assertThat(tables.status(run.claim().processId())).isEqualTo(Status.COMPLETED);
        assertThat(seen()).isEqualTo("SumUp:2");
    }

    @Test
    void whatALostClaimWroteWantsNoProcedure() throws Exception {
        Run run = claim("a1.csv");
        tables.lapse(run.claim());
        tables.rescueLapsed(Duration.ofMinutes(1));

        loader.load(run);

        assertThat(left()).isZero();
    }

    @Test
    void aProcedureThatNoImportOfTheProcessNamesIsNotRun() throws Exception {
        Run run = claim("p.csv");
        loadAndFinish(run);
        tables.sql("INSERT INTO ProcedureCall (ProcessID, ProcessName, Fence, ProcedureName, NotBefore)"
                + " SELECT ProcessID, ProcessName, Fence, 'SumUp', <now> FROM FileControl");
        letTheTurnPass();

        look();

        assertThat(seen()).isEmpty();
        assertThat(log(run)).contains("procedure SumUp is named by no import");
    }
}
