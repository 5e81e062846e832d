package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransaction.Publication;
import estiva.control.load.LoadedRows;
import estiva.control.process.TableRows.FileRow;
import estiva.control.process.TableRows.ProcessRow;
import estiva.control.worker.Worker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One process under everything that can happen to it, in any order: claims, renewals, lapses, rescues, releases, retries,
 * cancellations, a script's resets, and publications by whoever ever held a claim, however long ago (a worker that was
 * paused between any two lines). After each step the tables must make sense, and at the end every row is there once.
 */
class InterleavingsTest {
    private static final int STEPS = 120;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private final List<Claim> claimsEver = new ArrayList<>();
    private Random random;
    private List<Worker> workers;
    private long processId;
    private long fence;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Published (FileID BIGINT NOT NULL)");
    }

    @BeforeEach
    void process() {
        tables.sql("DELETE FROM Published");
        processId = tables.register("ClienteA", "a.csv", "b.csv", "c.csv");
        tables.sql("UPDATE FileControl SET MaxAttempts = 1000");
        workers = List.of(tables.worker("W1", 9), tables.worker("W2", 9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensInWhateverOrderEveryRowIsPublishedOnce(long seed) throws SQLException {
        random = new Random(seed);
        List<String> story = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            story.add(anything());
            check(story);
        }
        finishWhatIsLeft();

        assertThat(tables.status(processId)).as("seed %d", seed).isEqualTo(Status.COMPLETED);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Published"))
                .isEqualTo(3);
        assertThat(tables.query(Integer.class, "SELECT COUNT(DISTINCT FileID) FROM Published"))
                .isEqualTo(3);
    }

    private String anything() throws SQLException {
        Claim old = claimsEver.isEmpty() ? null : claimsEver.get(random.nextInt(claimsEver.size()));
        switch (random.nextInt(old == null ? 2 : 16)) {
            case 0, 1, 2 -> {
                return "claim " + claim();
            }
            case 3, 4 -> {
                return "begin by " + old.fence() + " "
                        + tables.claims.begin(old, anyFile().fileId(), "i", 1);
            }
            case 5, 6 -> {
                return "publish by " + old.fence() + " "
                        + publish(old, anyFile().claimed());
            }
            case 7 -> {
                tables.sql("UPDATE FileControl SET LeaseUntil = DATEADD(SECOND, -1, <now>) WHERE LeaseUntil > <now>");
                return "lapse";
            }
            case 8 -> {
                return "rescue " + tables.rescueLapsed(Duration.ofMinutes(1)).size();
            }
            case 9 -> {
                return "renew by " + old.fence() + " "
                        + tables.leases
                                .renew(old.workerId(), 15_000, List.of(old))
                                .size();
            }
            case 10 -> {
                return "release by " + old.fence() + " " + tables.claims.release(old, "released");
            }
            case 11 -> {
                return "retry later by " + old.fence() + " " + tables.claims.retryLater(old, Duration.ZERO, "again");
            }
            case 12 -> {
                return "finish by " + old.fence() + " " + tables.claims.finish(old);
            }
            case 13 -> {
                return "cancel " + tables.processes.cancel(processId);
            }
            case 14 -> {
                return "acknowledge by " + old.fence() + " " + tables.claims.acknowledgeCancel(old) + ", retry "
                        + tables.processes.retry(processId, false, ControlTables.DEED);
            }
            default -> {
                tables.sql("UPDATE FileControl SET Status = 'Pending', WorkerAssigned = NULL, StartTime = NULL"
                        + " WHERE Status = 'InProgress'");
                return "a script's reset, freed " + tables.rescue.freeClients().size();
            }
        }
    }

    private long claim() {
        Worker worker = workers.get(random.nextInt(workers.size()));
        if (tables.round(worker, 5) == 1) {
            Claim claim = tables.running(worker).get(0);
            assertThat(claim.fence()).as("a fence is never used twice").isGreaterThan(fence);
            fence = claim.fence();
            claimsEver.add(claim);
            return fence;
        }
        return 0;
    }

    private FileRow anyFile() {
        return tables.file(processId, random.nextInt(3));
    }

    private static Publication publish(Claim claim, ClaimedFile file) throws SQLException {
        try (LoadTransaction load = tables.loads.begin()) {
            try (var insert = load.connection().prepareStatement("INSERT INTO Published (FileID) VALUES (?)")) {
                insert.setLong(1, file.fileId());
                insert.executeUpdate();
            }
            LedgerEntry entry = new LedgerEntry("ClienteA", "i", 1, "Published", null, null, true);
            LoadedRows rows = new LoadedRows(1, 1, 0, 1L, "hash-" + file.fileId());
            return load.publish(new Loaded(claim, file, rows, entry, Duration.ZERO), List.of());
        }
    }

    private void check(List<String> story) {
        ProcessRow process = tables.process(processId);
        Long holder = tables.client("ClienteA").runningProcessId();
        assertThat(process.fence()).as("%s", story).isEqualTo(fence);
        assertThat(holder != null && holder == processId)
                .as("the client is held while, and only while, its process runs: %s", story)
                .isEqualTo(process.status() == Status.IN_PROGRESS);
        assertThat(process.leaseUntil() != null)
                .as("what runs has a lease: %s", story)
                .isEqualTo(process.status() == Status.IN_PROGRESS);
        List<FileRow> files = tables.filesOf(processId);
        long completed =
                files.stream().filter(file -> file.status() == Status.COMPLETED).count();
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Published"))
                .as("rows are there for Completed files, once each: %s", story)
                .isEqualTo((int) completed);
        if (process.status().isEnded()) {
            assertThat(files).as("%s", story).allMatch(file -> file.status().isEnded());
        }
    }

    private void finishWhatIsLeft() throws SQLException {
        for (int i = 0; i < 10 && tables.status(processId) != Status.COMPLETED; i++) {
            tables.sql("UPDATE FileControl SET LeaseUntil = DATEADD(SECOND, -1, <now>), CancelRequestedAt = NULL");
            tables.rescueLapsed(Duration.ofMinutes(1));
            tables.rescue.freeClients();
            tables.processes.retry(processId, false, ControlTables.DEED);
            if (claim() > 0) {
                Claim claim = claimsEver.get(claimsEver.size() - 1);
                for (ClaimedFile file : tables.claims.openFiles(processId)) {
                    publish(claim, file);
                }
                tables.claims.finish(claim);
            }
        }
    }
}
