package estiva.control.load;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.LoadTransaction.Loaded;
import estiva.control.load.LoadTransaction.Publication;
import estiva.control.process.Claim;
import estiva.control.process.ClaimedFile;
import estiva.control.process.ControlTables;
import estiva.control.worker.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that was paused before any of its steps, and has lost its process by then, changes nothing at all. */
class LostClaimsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final LoadedRows ROWS = new LoadedRows(1, 1, 0, 10L, "hash-2");
    private static final Checkpoint START = Checkpoint.start("hash-1");
    private static final Checkpoint FIRST = new Checkpoint("hash-1", new LoadedRows(5, 4, 1, null, null));

    private static final List<RejectedRow> REJECT =
            List.of(new RejectedRow(7, 8L, "Valor", "abc", "is not a number", "x;abc"));

    /** What a worker does with a process. Each says whether it has done it. */
    enum Step {
        BEGINS_A_FILE {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                return tables.claims.begin(claim, file.fileId(), "cities", 1);
            }
        },
        PUBLISHES_A_FILE {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                try (LoadTransaction load = tables.loads.begin()) {
                    return load.publish(loaded(claim, file), REJECT) == Publication.PUBLISHED;
                }
            }
        },
        PUBLISHES_SOME_ROWS {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                try (LoadTransaction load = tables.loads.begin()) {
                    return load.publish(claim, file.fileId(), START, FIRST, REJECT);
                }
            }
        },
        PUBLISHES_ITS_PROCESS_WITH_OTHERS {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                try (LoadTransaction load = tables.loads.beginSmall()) {
                    return load.publishAndFinish(List.of(loaded(claim, file)));
                }
            }
        },
        FAILS_A_FILE {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                return tables.loads.fail(claim, file, ROWS, REJECT, List.of("a note"), "too bad");
            }
        },
        SKIPS_A_FILE {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                return tables.loads.skip(claim, file, ROWS, "loaded before", List.of(), null);
            }
        },
        ENDS_ITS_PROCESS {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                return tables.claims.finish(claim).isPresent();
            }
        },
        RELEASES_ITS_PROCESS {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                return tables.claims.release(claim, "draining").isPresent();
            }
        },
        GIVES_ITS_PROCESS_BACK_FOR_LATER {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                return tables.claims
                        .retryLater(claim, Duration.ofMinutes(1), "blinked")
                        .isPresent();
            }
        },
        ACKNOWLEDGES_A_CANCEL {
            @Override
            boolean by(Claim claim, ClaimedFile file) {
                return tables.claims.acknowledgeCancel(claim).isPresent();
            }
        };

        abstract boolean by(Claim claim, ClaimedFile file);

        private static Loaded loaded(Claim claim, ClaimedFile file) {
            LedgerEntry entry = new LedgerEntry(claim.processName(), "cities", 1, "Cities", null, null, false);
            return new Loaded(claim, file, ROWS, entry, Duration.ZERO);
        }

        /** What it needs to be done at all. */
        private void prepare(Claim claim) {
            if (this == ENDS_ITS_PROCESS) {
                tables.sql("UPDATE FileParameters SET Status = 'Completed', Tracking = 2 WHERE ProcessID = "
                        + claim.processId());
            }
        }
    }

    /** How a worker loses a process that it does not know it has lost. */
    enum Loss {
        /** Its lease lapsed, and the next claim is its own. */
        CLAIMED_ONCE_MORE {
            @Override
            void of(Claim claim, Worker worker) {
                rescued(claim);
                tables.round(worker, 5);
                assertThat(tables.running(worker))
                        .extracting(Claim::processId, Claim::fence)
                        .contains(org.assertj.core.groups.Tuple.tuple(claim.processId(), claim.fence() + 1));
            }
        },
        /** Its lease lapsed, and a package has it: by its own UPDATE, which knows of no fence. */
        STARTED_BY_A_SCRIPT {
            @Override
            void of(Claim claim, Worker worker) {
                rescued(claim);
                tables.sql("UPDATE FileControl SET Status = 'InProgress', WorkerAssigned = 'Worker_Package' WHERE"
                        + " ProcessID = " + claim.processId());
            }
        },
        /** The original's reset script, which knows of no worker. */
        RESET_BY_A_SCRIPT {
            @Override
            void of(Claim claim, Worker worker) {
                tables.sql("UPDATE FileControl SET Status = 'Pending', StartTime = NULL WHERE ProcessID = "
                        + claim.processId());
            }
        };

        abstract void of(Claim claim, Worker worker);

        private static void rescued(Claim claim) {
            tables.lapse(claim);
            assertThat(tables.rescueLapsed(Duration.ofSeconds(15))).hasSize(1);
        }
    }

    static List<Arguments> lossesBeforeEachStep() {
        return java.util.Arrays.stream(Loss.values())
                .flatMap(loss -> java.util.Arrays.stream(Step.values()).map(step -> Arguments.of(loss, step)))
                .toList();
    }

    @ParameterizedTest(name = "{0}, then it {1}")
    @MethodSource("lossesBeforeEachStep")
    void isVoid(Loss loss, Step step) {
        Worker worker = tables.worker("W1", 5);
        Claim claim = claim(worker);
        ClaimedFile file = file(claim);
        loss.of(claim, worker);
        step.prepare(claim);
        Map<String, List<String>> before = tables.everything();

        assertThat(step.by(claim, file)).isFalse();

        assertThat(tables.everything()).isEqualTo(before);
    }

    /** Otherwise the steps above would show nothing. */
    @ParameterizedTest
    @MethodSource("steps")
    void isDoneByTheOwner(Step step) {
        Worker worker = tables.worker("W1", 5);
        Claim claim = claim(worker);
        step.prepare(claim);

        assertThat(step.by(claim, file(claim))).isTrue();
    }

    static Step[] steps() {
        return Step.values();
    }

    /** What one that is paused within a statement may still meet: the file's row is newer than all else that it has seen. */
    @ParameterizedTest
    @ValueSource(strings = {"Fence = 99", "Status = 'Completed', Tracking = 2", "Status = 'Failed', Tracking = 2"})
    void isVoidForAFileThatALaterClaimHasOrHasEnded(String change) {
        Worker worker = tables.worker("W1", 5);
        Claim claim = claim(worker);
        ClaimedFile file = file(claim);
        tables.sql("UPDATE FileParameters SET " + change + " WHERE FileID = " + file.fileId());
        Map<String, List<String>> before = tables.everything();

        for (Step step : List.of(
                Step.BEGINS_A_FILE,
                Step.PUBLISHES_A_FILE,
                Step.PUBLISHES_SOME_ROWS,
                Step.PUBLISHES_ITS_PROCESS_WITH_OTHERS,
                Step.FAILS_A_FILE,
                Step.SKIPS_A_FILE)) {
            assertThat(step.by(claim, file)).as(step.name()).isFalse();
            assertThat(tables.everything()).as(step.name()).isEqualTo(before);
        }
    }

    /** Of a process with one file under way; of the same worker and fence there is another process. */
    private static Claim claim(Worker worker) {
        long id = tables.register("ClienteA", "a.csv");
        tables.register("ClienteB", "b.csv");
        tables.round(worker, 5);
        List<Claim> running = tables.running(worker);
        assertThat(running).hasSize(2).extracting(Claim::fence).containsOnly(1L);
        for (Claim each : running) {
            tables.claims.begin(each, file(each).fileId(), "cities", 1);
        }
        return running.stream().filter(it -> it.processId() == id).findFirst().orElseThrow();
    }

    private static ClaimedFile file(Claim claim) {
        return tables.file(claim.processId(), 0).claimed();
    }
}
