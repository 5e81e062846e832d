package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.load.ProcedureCalls;
import estiva.control.load.ProcedureCalls.ProcedureCall;
import estiva.control.process.Status;
import estiva.worker.TargetDatabase;
import estiva.worker.claim.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Whose turn it is to run a procedure after a process, and what happens when it fails. */
class ProcedureTurnsTest extends ProcedureLoads {
    private static final long ANOTHER = 8;

    @Test
    void aProcedureThatFailsLeavesNothingBehindAndIsTriedAgainUntilItSucceeds() throws Exception {
        tables.sql("INSERT INTO Closed (Id) VALUES (1)");
        Run run = claim("a1.csv");
        loadAndFinish(run);

        look();
        look();
        assertThat(tries()).as("it waits for its next attempt").isEqualTo(1);
        assertThat(log(run))
                .contains(
                        "Warning|After the process: procedure SumUp failed",
                        "the month is closed",
                        "attempt 1, the next one in 5 s");
        assertThat(alerts("ClearedAt IS NULL")).isEmpty();
        letTheTurnPass();
        look();
        letTheTurnPass();
        look();
        assertThat(alerts("ClearedAt IS NULL")).contains("SumUp", "the month is closed");
        assertThat(seen()).isEmpty();

        tables.sql("DELETE FROM Closed");
        letTheTurnPass();
        look();

        assertThat(seen()).isEqualTo("SumUp:2");
        assertThat(alerts("ClearedAt IS NULL")).isEmpty();
        assertThat(alerts("ClearedAt IS NOT NULL")).isNotEmpty();
    }

    @Test
    void aProcedureThatIsNotThereIsSaidToBe() throws Exception {
        define("sums", "a*", "Nowhere");
        Run run = claim("a1.csv");
        loadAndFinish(run);

        look();

        assertThat(tables.status(run.claim().processId())).isEqualTo(Status.COMPLETED);
        assertThat(log(run)).contains("procedure Nowhere ");
    }

    @Test
    void anotherWorkerRunsWhatALostOneHadTakenAndTheLostOneWritesNothing() throws Exception {
        loadAndFinish(claim("a1.csv"));
        ProcedureCall lost = take(WORKER).orElseThrow();
        assertThat(tables.procedureCalls.due())
                .as("it is the lost worker's turn")
                .isEmpty();
        letTheTurnPass();

        ProcedureCall taken = take(ANOTHER).orElseThrow();
        boolean isDone = tables.procedureCalls.run(lost, connection -> call(connection, lost));
        assertThat(isDone).isFalse();
        boolean late = tables.procedureCalls.run(taken, connection -> {
            call(connection, taken);
            letTheTurnPass();
            take(WORKER).orElseThrow();
        });

        assertThat(late).as("its turn was over before its end").isFalse();
        assertThat(seen()).isEmpty();
        assertThat(left()).isEqualTo(1);
    }

    /** H2's driver keeps no limit. */
    @Test
    @EnabledIf("estiva.worker.TargetDatabase#isSqlServer")
    void aProcedureIsWaitedForAsLongAsTheOperatorSays() throws Exception {
        loadAndFinish(claim("a1.csv"));
        ProcedureCall taken = take(WORKER).orElseThrow();
        int[] limit = {0};

        new ProcedureCalls(tables.database, Duration.ofHours(6)).run(taken, connection -> limit[0] = limit(connection));

        assertThat(limit[0]).isEqualTo((int) Duration.ofHours(6).toMillis());
    }

    private static int limit(Connection connection) {
        try {
            return connection.getNetworkTimeout();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTurnIsRenewedWhileTheProcedureRuns() throws Exception {
        loadAndFinish(claim("a1.csv"));
        ProcedureCall taken = take(WORKER).orElseThrow();
        letTheTurnPass();

        tables.procedureCalls.renew(taken);

        assertThat(tables.procedureCalls.due()).isEmpty();
    }

    @Test
    void aProcessThatCompletesOnceMoreWhileItsProcedureRunsGetsAnotherRun() throws Exception {
        Run run = claim("a1.csv");
        loadAndFinish(run);
        ProcedureCall taken = take(WORKER).orElseThrow();
        files.write("a1.csv", "Id\n8\n9\n");

        boolean isDone = tables.procedureCalls.run(taken, connection -> {
            call(connection, taken);
            // Babelfish looks for a table in a wrong place at first, and takes back what the script has committed.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                tables.sql("UPDATE FileParameters SET Status = 'Pending'");
                tables.adoption.reopen(run.claim().processId());
                return tables.status(run.claim().processId()) == Status.PENDING;
            });
            loadAndFinish(files.claims(run.claim().processId()).get(0));
        });
        assertThat(isDone).isTrue();
        look();

        assertThat(seen()).isEqualTo("SumUp:2,SumUp:4");
        assertThat(left()).isZero();
    }

    @Test
    void ofOneClientTheyRunOneAfterTheOther() throws Exception {
        files.define(
                "others",
                "{'target':'Cargo','processName':'ClienteB','fileNames':'*','procedures':{'afterProcess':'SumUp'}}");
        loadAndFinish(claim("a1.csv"));
        loadAndFinish(claim("a2.csv"));
        long other = tables.register("ClienteB", "b.csv");
        loadAndFinish(files.claims(other).get(0));
        assertThat(tables.procedureCalls.due())
                .extracting(ProcedureCall::processName)
                .containsExactly("ClienteA", "ClienteB");
        ProcedureCall first = take(WORKER).orElseThrow();
        ProcedureCall second = new ProcedureCall(
                tables.query(
                        Long.class,
                        "SELECT ProcedureCallID FROM ProcedureCall WHERE ProcessName = 'ClienteA' AND WorkerID IS NULL"),
                first.processId() + 1,
                "ClienteA",
                "SumUp",
                0);

        assertThat(tables.procedureCalls.take(second, ANOTHER)).isEmpty();
        assertThat(tables.procedureCalls.due())
                .extracting(ProcedureCall::processName)
                .containsExactly("ClienteB");
    }

    private static void call(Connection connection, ProcedureCall call) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    TargetDatabase.isSqlServer()
                            ? "EXEC SumUp @ProcessID = " + call.processId()
                            : "CALL SumUp(" + call.processId() + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<ProcedureCall> take(long workerId) {
        return tables.procedureCalls.take(tables.procedureCalls.due().get(0), workerId);
    }

    private static String alerts(String which) {
        return tables.line("SELECT Message FROM Alert WHERE " + which);
    }

    private static int tries() {
        return tables.query(Integer.class, "SELECT MAX(Attempt) FROM ProcedureCall");
    }
}
