package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.alert.Alerts;
import estiva.control.imports.ImportDefinitions;
import estiva.control.load.ProcedureCalls.ProcedureCall;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.worker.TargetDatabase;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Procedures after a process: each at least once when it is Completed, however it came to be. Public for H2. */
public class AfterProcessTest {
    private static final long WORKER = 7;
    private static final long ANOTHER = 8;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private LoadFiles files;
    private ProcessLoader loader;
    private AfterProcess afterProcess;

    @BeforeAll
    static void targets() {
        tables.sql("CREATE TABLE Cargo (Id INT NOT NULL)");
        tables.sql("CREATE TABLE Seen (Who NVARCHAR(20) NOT NULL, ProcessID BIGINT NOT NULL, FoundRows INT NOT NULL)");
        tables.sql("CREATE TABLE Closed (Id INT NOT NULL)");
        for (String name : new String[] {"SumUp", "Report"}) {
            tables.sql(TargetDatabase.isSqlServer()
                    ? "CREATE PROCEDURE " + name + " @ProcessID BIGINT AS BEGIN INSERT INTO Seen (Who, ProcessID, FoundRows)"
                            + " SELECT '" + name + "', @ProcessID, COUNT(*) FROM Cargo;"
                            + " IF EXISTS (SELECT 1 FROM Closed) THROW 51000, 'the month is closed', 1; END"
                    : "CREATE ALIAS " + name + " FOR 'estiva.worker.process.AfterProcessTest." + name + "'");
        }
    }

    /** H2's procedures are methods. */
    public static void SumUp(Connection connection, long processId) throws SQLException {
        note(connection, "SumUp", processId);
    }

    public static void Report(Connection connection, long processId) throws SQLException {
        note(connection, "Report", processId);
    }

    private static void note(Connection connection, String who, long processId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO Seen (Who, ProcessID, FoundRows) SELECT '" + who + "', " + processId
                    + ", COUNT(*) FROM Cargo");
            if (statement.executeQuery("SELECT 1 FROM Closed").next()) {
                throw new SQLException("the month is closed", "51000");
            }
        }
    }

    @BeforeEach
    void worker() throws Exception {
        for (String table : new String[] {"Cargo", "Seen", "Closed"}) {
            tables.sql("DELETE FROM " + table);
        }
        files = new LoadFiles(tables, root);
        loader = files.processLoader(1_000);
        afterProcess = new AfterProcess(tables.procedureCalls, new ImportDefinitions(tables.database), new Alerts(tables.database));
        define("sums", "a*", "SumUp");
        define("reports", "b*", "Report");
        files.define("plain", "{'target':'Cargo','processName':'ClienteA','fileNames':'p*'}");
        files.write("a1.csv", "Id\n1\n2\n");
        files.write("a2.csv", "Id\n3\n");
        files.write("b.csv", "Id\n4\n");
        files.write("p.csv", "Id\n5\n");
    }

    private void define(String name, String fileNames, String procedure) throws Exception {
        files.define(name, "{'target':'Cargo','fileNames':'" + fileNames + "','processName':'ClienteA','duplicates':'skip',"
                + "'procedures':{'afterProcess':'" + procedure + "'}}");
    }

    @AfterEach
    void close() {
        afterProcess.close();
    }

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
        assertThat(tables.query(Long.class, "SELECT MIN(ProcessID) FROM Seen")).isEqualTo(run.claim().processId());
        assertThat(left()).isZero();
        assertThat(log(run)).contains("Procedure SumUp has run");
    }

    @Test
    void processesThatAreLoadedTogetherGetTheirsToo() throws Exception {
        SmallProcesses small = new SmallProcesses(files.tasks, tables.loads, files.loader, files.memory, files.metrics);
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
        tables.processes.retry(run.claim().processId(), false);
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
    void aProcedureThatFailsLeavesNothingBehindAndIsTriedAgainUntilItSucceeds() throws Exception {
        tables.sql("INSERT INTO Closed (Id) VALUES (1)");
        Run run = claim("a1.csv");
        loadAndFinish(run);

        look();
        look();
        assertThat(tries()).as("it waits for its next attempt").isEqualTo(1);
        assertThat(log(run)).contains("Warning|After the process: procedure SumUp failed", "the month is closed", "attempt 1, the next one in 5 s");
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
        assertThat(tables.procedureCalls.due()).as("it is the lost worker's turn").isEmpty();
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
            tables.sql("UPDATE FileParameters SET Status = 'Pending'");
            tables.adoption.reopen(run.claim().processId());
            loadAndFinish(files.claims(run.claim().processId()).get(0));
        });
        assertThat(isDone).isTrue();
        look();

        assertThat(seen()).isEqualTo("SumUp:2,SumUp:4");
        assertThat(left()).isZero();
    }

    @Test
    void ofOneClientTheyRunOneAfterTheOther() throws Exception {
        files.define("others", "{'target':'Cargo','processName':'ClienteB','fileNames':'*','procedures':{'afterProcess':'SumUp'}}");
        loadAndFinish(claim("a1.csv"));
        loadAndFinish(claim("a2.csv"));
        long other = tables.register("ClienteB", "b.csv");
        loadAndFinish(files.claims(other).get(0));
        assertThat(tables.procedureCalls.due()).extracting(ProcedureCall::processName).containsExactly("ClienteA", "ClienteB");
        ProcedureCall first = take(WORKER).orElseThrow();
        ProcedureCall second = new ProcedureCall(
                tables.query(Long.class, "SELECT ProcedureCallID FROM ProcedureCall WHERE ProcessName = 'ClienteA' AND WorkerID IS NULL"),
                first.processId() + 1, "ClienteA", "SumUp", 0);

        assertThat(tables.procedureCalls.take(second, ANOTHER)).isEmpty();
        assertThat(tables.procedureCalls.due()).extracting(ProcedureCall::processName).containsExactly("ClienteB");
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

    private static void call(Connection connection, ProcedureCall call) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(TargetDatabase.isSqlServer()
                    ? "EXEC SumUp @ProcessID = " + call.processId()
                    : "CALL SumUp(" + call.processId() + ")");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<ProcedureCall> take(long workerId) {
        return tables.procedureCalls.take(tables.procedureCalls.due().get(0), workerId);
    }

    private Run claim(String... names) {
        return files.claims(tables.register("ClienteA", names)).get(0);
    }

    private void loadAndFinish(Run run) {
        if (loader.load(run)) {
            tables.claims.finish(run.claim());
        }
    }

    /** One look, and all that it started. */
    private void look() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        afterProcess.whenEnded(ended::countDown);
        afterProcess.poll(WORKER);
        if (!afterProcess.isIdle()) {
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void letTheTurnPass() {
        tables.sql("UPDATE ProcedureCall SET NotBefore = DATEADD(SECOND, -1, <now>)");
    }

    private static String seen() {
        return tables.line("SELECT CONCAT(Who, ':', FoundRows) FROM Seen ORDER BY 1");
    }

    private static String log(Run run) {
        return tables.line("SELECT CONCAT(LogLevel, '|', Message) FROM ProcessLog WHERE ProcessID = " + run.claim().processId());
    }

    private static String alerts(String which) {
        return tables.line("SELECT Message FROM Alert WHERE " + which);
    }

    private static int tries() {
        return tables.query(Integer.class, "SELECT MAX(Attempt) FROM ProcedureCall");
    }

    private static int left() {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM ProcedureCall");
    }
}
