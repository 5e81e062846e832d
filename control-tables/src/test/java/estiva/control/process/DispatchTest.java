package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import estiva.control.process.TableRows.LogRow;
import estiva.control.process.TableRows.ProcessRow;
import estiva.control.worker.Worker;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a turn becomes a claim. */
class DispatchTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void aPendingProcessGoesToAWorkerWithFenceLeaseAndLog() {
        long id = tables.register("ClienteA", "a.csv");
        Worker worker = tables.worker("W1", 2);

        int assigned = tables.round(worker, 2);

        ProcessRow process = tables.process(id);
        assertThat(assigned).isEqualTo(1);
        assertThat(process.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(process.workerAssigned()).isEqualTo("W1");
        assertThat(process.fence()).isEqualTo(1);
        assertThat(process.attempt()).isZero();
        assertThat(process.startTime()).isNotNull();
        assertThat(process.startTime().until(process.leaseUntil(), ChronoUnit.MILLIS))
                .isBetween(14_900L, 15_100L);
        assertThat(tables.client("clientea").runningProcessId()).isEqualTo(id);
        assertThat(tables.processLog(id)).extracting(LogRow::message).containsExactly("Assigned to W1");
    }

    @Test
    void oneRoundFeedsSeveralWorkersEachWithItsOwnNameAndLease() {
        int clients = Starts.MOST + 3;
        for (int i = 0; i < clients; i++) {
            tables.register("Client" + i, "f.csv");
        }
        Worker shortLease = tables.worker("W1", 100);
        tables.sql("UPDATE Worker SET LeaseMillis = 60000");
        Worker longLease = tables.worker("W2", 100);
        List<Worker> both = tables.workers.available();
        List<Dispatch.Match> matches = new ArrayList<>();
        for (Dispatch.Turn turn : tables.dispatch.startable(tables.dispatch.turns(200))) {
            matches.add(new Dispatch.Match(turn, both.get(matches.size() % 2)));
        }
        tables.processes.cancel(matches.get(1).turn().processId());

        assertThat(tables.dispatch.assign(matches)).isEqualTo(clients - 1);

        assertThat(tables.running(shortLease)).hasSize((clients + 1) / 2);
        assertThat(tables.running(longLease)).hasSize(clients / 2 - 1);
        for (Dispatch.Match match : matches) {
            ProcessRow process = tables.process(match.turn().processId());
            if (match == matches.get(1)) {
                assertThat(process.status()).isEqualTo(Status.CANCELLED);
                assertThat(tables.client(process.processName()).runningProcessId())
                        .isNull();
                continue;
            }
            assertThat(process.workerAssigned()).isEqualTo(match.worker().workerName());
            assertThat(process.startTime().until(process.leaseUntil(), ChronoUnit.MILLIS))
                    .isCloseTo(match.worker().leaseMillis(), within(100L));
            assertThat(tables.client(process.processName()).runningProcessId()).isEqualTo(process.processId());
        }
    }

    @Test
    void pausedAndExternalClientsAreLeftAlone() {
        tables.register("Paused", "a.csv");
        tables.register("External", "b.csv");
        tables.sql("UPDATE Client SET Paused = 1 WHERE ProcessName = 'Paused'");
        tables.sql("UPDATE Client SET Runner = 'External' WHERE ProcessName = 'External'");

        assertThat(tables.round(tables.worker("W1", 5), 5)).isZero();
    }

    @Test
    void aProcessCancelledAfterTheLookLeavesItsClientFree() {
        long id = tables.register("ClienteA", "a.csv");
        Worker worker = tables.worker("W1", 2);
        List<Dispatch.Turn> look = tables.dispatch.startable(tables.dispatch.turns(10));

        tables.processes.cancel(id);

        assertThat(tables.assign(worker, look)).isZero();
        assertThat(tables.status(id)).isEqualTo(Status.CANCELLED);
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
    }

    @Test
    void aPendingProcessWhoseFilesHaveAllEndedEndsInsteadOfBlockingItsClient() {
        long id = tables.register("ClienteA", "a.csv");
        tables.sql("UPDATE FileParameters SET Status = 'Completed' WHERE ProcessID = " + id);

        tables.round(tables.worker("W1", 2), 2);

        assertThat(tables.status(id)).isEqualTo(Status.COMPLETED);
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
    }

    @Test
    void dispatchersThatFightNeverGiveOneProcessTwiceNorAClientToTwoWorkers() throws Exception {
        int clients = 20;
        for (int i = 0; i < clients * 5; i++) {
            tables.register("Client" + i % clients, "f" + i + ".csv");
        }
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(tables.worker("W" + i, 100));
        }
        ExecutorService dispatchers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> fights = new ArrayList<>();
            workers.forEach(worker -> fights.add(() -> {
                int assigned = 0;
                for (int round = 0; round < 30; round++) {
                    assigned += tables.round(worker, 50);
                    for (Claim claim : tables.running(worker)) {
                        tables.endAllFiles(claim, "Completed");
                    }
                }
                return assigned;
            }));
            int assigned = 0;
            for (var fight : dispatchers.invokeAll(fights)) {
                assigned += fight.get();
            }

            assertThat(assigned).isEqualTo(clients * 5);
        } finally {
            dispatchers.shutdownNow();
        }
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl WHERE Fence <> 1"))
                .isZero();
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl WHERE Status <> 'Completed'"))
                .isZero();
        assertThat(tables.query(Integer.class, """
                        SELECT COUNT(*) FROM FileControl a JOIN FileControl b
                            ON a.ProcessName = b.ProcessName AND a.ProcessID < b.ProcessID
                         WHERE a.StartTime < b.EndTime AND b.StartTime < a.EndTime""")).isZero();
    }
}
