package estiva.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.Configured;
import estiva.control.files.EndlessFiles;
import estiva.control.files.FileRoot;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.worker.Worker;
import estiva.worker.claim.HeldRuns;
import estiva.worker.config.WorkerConfig;
import estiva.worker.process.LoadFiles;
import estiva.worker.process.LoadedRuns;
import estiva.worker.process.ProcessLoader;
import estiva.worker.process.Runs;
import estiva.worker.process.SmallProcesses;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Spool;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that would be read for hours, some for ever, without a row: a cancel or a lost lease ends them, and frees the slot. */
class StoppedReadingTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** As an operator may set them: what an uploader can do without is only more bytes. */
    private static final ReadLimits GENEROUS =
            new ReadLimits(Long.MAX_VALUE, Integer.MAX_VALUE, 10_000, Long.MAX_VALUE, 1 << 25, 1L << 26);

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path disk;

    private final EndlessFiles endless = new EndlessFiles();
    private final WorkerConfig config = Configured.of(WorkerConfig.class, "estiva.worker.slots", "1");
    private AgroalDataSource heartbeats;
    private LoadFiles files;
    private Runs runs;
    private HeldRuns held;
    private LoadedRuns loaded;
    private Heartbeat heartbeat;
    private Worker worker;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Quay (Id INT NULL)");
    }

    @AfterEach
    void close() {
        if (runs != null) {
            runs.releaseAll();
            until("the run is let go", held::isEmpty);
            runs.close();
            heartbeats.close();
        }
    }

    @ParameterizedTest
    @EnumSource(BusyFile.class)
    void aCancelEndsTheReadingAndFreesTheSlot(BusyFile busy) throws Exception {
        long id = reading(busy);

        tables.processes.cancel(id);
        long begun = System.nanoTime();
        heartbeat.beat(worker.workerId());
        until("the run is let go", held::isEmpty);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        assertThat(tables.status(id)).isEqualTo(Status.CANCELLED);
        assertThat(tables.file(id, 0).lastError()).isEqualTo("Cancelled");
        assertThatTheSlotIsFree();
    }

    @ParameterizedTest
    @EnumSource(BusyFile.class)
    void aLostLeaseEndsTheReadingAndFreesTheSlot(BusyFile busy) throws Exception {
        long id = reading(busy);

        tables.lapse(held.all().get(0).claim());
        tables.rescueLapsed(Duration.ofMinutes(1));
        long begun = System.nanoTime();
        heartbeat.beat(worker.workerId());
        until("the run is let go", held::isEmpty);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Quay")).isZero();
        tables.processes.cancel(id);
        assertThatTheSlotIsFree();
    }

    /** Registers the file, and returns when the worker's only slot reads it. */
    private long reading(BusyFile busy) throws Exception {
        FileRoot root = busy.isOnDisk() ? new FileRoot(disk, Optional.empty()) : endless.root();
        files = new LoadFiles(tables, disk, root, new RowFiles(GENEROUS, new Spool(disk, Long.MAX_VALUE)));
        files.define("ClienteA", busy.definition());
        files.define("ClienteB", "{'target':'Quay'}");
        busy.writeTo(disk.resolve("file"), endless);
        heartbeats = tables.testDatabase().pool(1);
        ProcessLoader loader = files.processLoader(Long.MAX_VALUE);
        held = new HeldRuns(files.metrics);
        loaded = new LoadedRuns(tables.claims, held);
        runs = new Runs(
                held,
                loaded,
                tables.claims,
                loader,
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics),
                config);
        heartbeat = new Heartbeat(heartbeats, held, config);
        worker = tables.worker("W", 1);
        long id = tables.register("ClienteA", "file");
        take();
        until("the file is being read", () -> busy.isOnDisk() ? isAt(busy.place()) : endless.bytesRead() > 1 << 20);
        return id;
    }

    private void take() {
        tables.round(worker, 1);
        runs.take(tables.claims.of(worker.workerId()), System.nanoTime());
    }

    private void assertThatTheSlotIsFree() {
        long next = tables.register("ClienteB", "missing.csv");
        until("the next process has found the slot", () -> {
            take();
            loaded.finish();
            return tables.status(next) == Status.FAILED;
        });
    }

    /** Whether some thread is there at this moment. */
    private static boolean isAt(String place) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .filter(frame -> frame.getClassName().startsWith("estiva.worker.read."))
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .anyMatch(frame -> frame.contains("." + place));
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(2)).until(condition);
    }
}
