package estiva.worker.process;

import static org.awaitility.Awaitility.await;

import estiva.control.alert.Alerts;
import estiva.control.imports.ImportDefinitions;
import estiva.control.process.ControlTables;
import estiva.worker.TargetDatabase;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose imports name procedures that note what they found, and a worker that looks for those that are due. */
abstract class ProcedureLoads {
    static final long WORKER = 7;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    LoadFiles files;
    ProcessLoader loader;
    AfterProcess afterProcess;

    @BeforeAll
    static void targets() {
        tables.sql("CREATE TABLE Cargo (Id INT NOT NULL)");
        tables.sql("CREATE TABLE Seen (Who NVARCHAR(20) NOT NULL, ProcessID BIGINT NOT NULL, FoundRows INT NOT NULL)");
        tables.sql("CREATE TABLE Closed (Id INT NOT NULL)");
        for (String name : new String[] {"SumUp", "Report"}) {
            tables.sql(
                    TargetDatabase.isSqlServer()
                            ? "CREATE PROCEDURE " + name
                                    + " @ProcessID BIGINT AS BEGIN INSERT INTO Seen (Who, ProcessID, FoundRows)"
                                    + " SELECT '" + name + "', @ProcessID, COUNT(*) FROM Cargo;"
                                    + " IF EXISTS (SELECT 1 FROM Closed) THROW 51000, 'the month is closed', 1; END"
                            : "CREATE ALIAS " + name + " FOR 'estiva.worker.process.NotedProcedures." + name + "'");
        }
    }

    @BeforeEach
    void worker() throws Exception {
        for (String table : new String[] {"Cargo", "Seen", "Closed"}) {
            tables.sql("DELETE FROM " + table);
        }
        files = new LoadFiles(tables, root);
        loader = files.processLoader(1_000);
        afterProcess = new AfterProcess(
                tables.procedureCalls,
                new ImportDefinitions(tables.database),
                new Alerts(tables.database),
                files.allowed);
        define("sums", "a*", "SumUp");
        define("reports", "b*", "Report");
        files.define("plain", "{'target':'Cargo','processName':'ClienteA','fileNames':'p*'}");
        files.write("a1.csv", "Id\n1\n2\n");
        files.write("a2.csv", "Id\n3\n");
        files.write("b.csv", "Id\n4\n");
        files.write("p.csv", "Id\n5\n");
    }

    void define(String name, String fileNames, String procedure) throws Exception {
        files.define(
                name,
                "{'target':'Cargo','fileNames':'" + fileNames + "','processName':'ClienteA','duplicates':'skip',"
                        + "'procedures':{'afterProcess':'" + procedure + "'}}");
    }

    @AfterEach
    void close() {
        afterProcess.close();
    }

    Run claim(String... names) {
        return files.claims(tables.register("ClienteA", names)).get(0);
    }

    void loadAndFinish(Run run) {
        if (loader.load(run)) {
            tables.claims.finish(run.claim());
        }
    }

    /** One look, and all that it started. */
    void look() {
        afterProcess.poll(WORKER);
        await("the procedures have ended")
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(afterProcess::isIdle);
    }

    static void letTheTurnPass() {
        tables.sql("UPDATE ProcedureCall SET NotBefore = DATEADD(SECOND, -1, <now>)");
    }

    static String seen() {
        return tables.line("SELECT CONCAT(Who, ':', FoundRows) FROM Seen ORDER BY 1");
    }

    static String log(Run run) {
        return tables.line("SELECT CONCAT(LogLevel, '|', Message) FROM ProcessLog WHERE ProcessID = "
                + run.claim().processId());
    }

    static int left() {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM ProcedureCall");
    }
}
