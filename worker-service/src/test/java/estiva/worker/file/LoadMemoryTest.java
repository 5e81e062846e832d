package estiva.worker.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import estiva.worker.process.LoadFiles;
import estiva.worker.process.ProcessLoader;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a file for which there is too little memory. */
@Timeout(120)
class LoadMemoryTest {
    private static final long SIZE = 8 << 20;
    private static final int LONG_FIELD = 200_000;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private final ReadMemory memory = new ReadMemory(SIZE);
    private final ExecutorService slot = Executors.newSingleThreadExecutor();
    private LoadFiles files;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Greedy (Id INT NOT NULL PRIMARY KEY)");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Greedy");
        files = new LoadFiles(tables, root);
        files.memory = memory;
        files.define("ClienteA", "{'target':'Greedy','columns':[{'source':'Id'}]}");
        files.write("long.csv", "Id,Note\n1,a\n2," + "x".repeat(LONG_FIELD) + "\n3,c\n");
    }

    @AfterEach
    void nothingIsLost() throws InterruptedException {
        slot.shutdownNow();
        assertThat(slot.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(memory.free()).isEqualTo(SIZE);
        assertThat(memory.waiting()).isZero();
    }

    @Test
    void aFileWaitsForItsShareAndIsLoadedWhenTheOthersHaveEnded() throws Exception {
        waitsAndIsLoaded(1_000_000);
    }

    @Test
    void aFileWithAStagingTableDoesSo() throws Exception {
        waitsAndIsLoaded(1);
    }

    @Test
    void aFileThatIsCommittedPieceByPieceDoesSoAndLoadsNoRowTwice() throws Exception {
        files.define("ClienteA", "{'target':'Greedy','columns':[{'source':'Id'}],'commit':{'per':'rows','rows':1000}}");
        waitsAndIsLoaded(1_000_000);
    }

    private void waitsAndIsLoaded(long stagingRows) throws Exception {
        ProcessLoader loader = files.processLoader(stagingRows);
        Run run = claim();
        Future<Boolean> load;
        try (MemoryShare others = memory.open()) {
            others.take(SIZE - 1_000);
            load = slot.submit(() -> loader.load(run));
            awaitThatItWaits();
            assertThat(memory.free()).isEqualTo(1_000);
        }
        assertThat(load.get()).isTrue();
        tables.claims.finish(run.claim());
        assertThat(tables.status(run.claim().processId())).isEqualTo(Status.COMPLETED);
        assertThat(tables.process(run.claim().processId()).attempt()).isZero();
        assertThat(tables.line("SELECT Id FROM Greedy ORDER BY Id")).isEqualTo("1,2,3");
    }

    @Test
    void aFileThatWaitsCanBeCancelled() throws Exception {
        ProcessLoader loader = files.processLoader(1_000_000);
        Run run = claim();
        try (MemoryShare others = memory.open()) {
            others.take(SIZE - 1_000);
            Future<Boolean> load = slot.submit(() -> loader.load(run));
            awaitThatItWaits();
            tables.processes.cancel(run.claim().processId());
            run.cancel();
            assertThat(load.get()).isFalse();
        }
        assertThat(tables.status(run.claim().processId())).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aFileThatWaitsTooLongIsGivenBackAndNoAttemptIsSpent() throws Exception {
        Run run = claim();
        try (MemoryShare others = memory.open()) {
            others.take(SIZE - 1_000);
            FileOutcome outcome = new LoadMemory(memory, Duration.ofMillis(20))
                    .during(run, run.files().get(0), share -> {
                        share.take(2_000);
                        return FileOutcome.ENDED;
                    });
            assertThat(outcome)
                    .isEqualTo(new FileOutcome.Retry(
                            "long.csv waits for memory, which other files of this worker"
                                    + " have; raise estiva.worker.read.memory, or let more workers run",
                            true));
        }
    }

    @Test
    void aFileThatNeedsMoreThanThereIsFailsAtItsRowWithTheKeyToRaise() throws Exception {
        files.memory = new ReadMemory(100_000);
        Run run = claim();

        files.processLoader(1_000_000).load(run);

        FileRow file = tables.file(run.claim().processId(), 0);
        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError())
                .startsWith("long.csv: row 2 (line 3): needs ")
                .contains("where this worker has 100000 ")
                .contains("raise estiva.worker.read.memory");
        assertThat(files.memory.free()).isEqualTo(100_000);
    }

    @Test
    void whenTheHeapIsExhaustedAllTheSameOnlyAnAttemptIsSpent() throws Exception {
        Run run = claim();
        FileOutcome outcome = new LoadMemory(memory).during(run, run.files().get(0), share -> {
            share.take(2_000);
            throw new OutOfMemoryError("Java heap space");
        });
        assertThat(outcome)
                .isEqualTo(new FileOutcome.Retry("long.csv: the worker ran out of memory: Java heap space", false));
    }

    private Run claim() {
        return files.claims(tables.register("ClienteA", "long.csv")).get(0);
    }

    private void awaitThatItWaits() {
        await("the load waits for memory")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> memory.waiting() == 1);
    }
}
