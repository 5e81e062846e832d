package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.RefusingTrigger;
import estiva.control.database.TestDatabase;
import estiva.control.process.ControlTables;
import estiva.control.process.DatabaseWaits;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import estiva.worker.write.TargetTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A load that is itself why the server is not able, time after time. H2 alone can be made to answer so. */
@DisabledIf("estiva.control.database.TestDatabase#isSqlServer")
class KeepsFailingTest {
    private static final int ALL = 1_000;
    private static final int LOG_FULL = 9002;
    private static final int SESSION_KILLED = 596;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private LoadFiles files;
    private ProcessLoader loader;
    private long fileNumber;

    @BeforeAll
    static void targets() {
        if (!TestDatabase.isSqlServer()) {
            tables.sql("CREATE TABLE Vendas (Id INT NOT NULL)");
            tables.sql("CREATE TABLE Compras (Id INT NOT NULL)");
            tables.sql(RefusingTrigger.on("Vendas"));
        }
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM LoadedFile");
        tables.sql("DELETE FROM Alert");
        files = new LoadFiles(tables, root);
        loader = files.processLoader(1_000);
        files.define("ClienteA", "{'target':'Vendas'}");
        files.define("ClienteB", "{'target':'Compras'}");
        files.write("a.csv", "Id\n1\n");
    }

    @AfterEach
    void ableAgain() {
        RefusingTrigger.refuse(0, 0, 0);
        tables.sql(
                "UPDATE FileControl SET Status = 'Cancelled', Tracking = 2, EndTime = NULL WHERE Status = 'Pending'");
        tables.sql("UPDATE Client SET RunningProcessID = NULL");
    }

    @Test
    void aLoadThatFailsWhileOthersAreLoadedSpendsAttemptsInTheEnd() throws Exception {
        long id = register();
        RefusingTrigger.refuse(ALL, LOG_FULL, 17);
        for (int i = 1; i <= DatabaseWaits.OFTEN; i++) {
            loadAnother();
            tryAgain(id);
            assertThat(counts(id)).isEqualTo("Pending,Unavailable,0," + i + "," + i);
        }
        for (int attempt = 1; attempt <= 3; attempt++) {
            loadAnother();
            tryAgain(id);
            int times = DatabaseWaits.OFTEN + attempt;
            assertThat(counts(id))
                    .isEqualTo((attempt < 3 ? "Pending" : "Failed") + ",Unavailable," + attempt + "," + times + ","
                            + times);
        }
        assertThat(tables.file(id, 0).status()).isEqualTo(Status.FAILED);
    }

    @Test
    void peopleAreToldOfTheFileTheReasonAndTheTimes() throws Exception {
        long id = register();
        RefusingTrigger.refuse(ALL, LOG_FULL, 17);
        for (int i = 1; i < DatabaseWaits.OFTEN; i++) {
            loadAnother();
            tryAgain(id);
        }
        assertThat(tables.line("SELECT Kind FROM Alert")).isEmpty();

        loadAnother();
        tryAgain(id);

        assertThat(tables.line("SELECT Message FROM Alert WHERE Kind = 'LoadKeepsFailing' AND ProcessID = " + id))
                .contains("ended 10 times in a row", "10 times while other files were loaded", "a.csv was interrupted");
    }

    @Test
    void anOutageThatAllSeeSpendsNoAttemptHoweverLongItLasts() {
        long id = register();
        RefusingTrigger.refuse(ALL, LOG_FULL, 17);

        for (int i = 1; i <= 120; i++) {
            tryAgain(id);
        }

        assertThat(counts(id)).isEqualTo("Pending,Unavailable,0,120,");
        assertThat(tables.line("SELECT COUNT(*) FROM Alert WHERE Kind = 'LoadKeepsFailing'"))
                .isEqualTo("1");
    }

    @Test
    void whatWasLoadedBeforeTheOutageIsNoSignThatTheDatabaseIsWell() throws Exception {
        loadAnother();
        tables.sql("UPDATE LoadedFile SET LoadedAt = DATEADD(MINUTE, -1, LoadedAt)");
        long id = register();
        RefusingTrigger.refuse(ALL, LOG_FULL, 17);

        tryAgain(id);

        assertThat(counts(id)).isEqualTo("Pending,Unavailable,0,1,");
    }

    @Test
    void whatIsLoadedIntoAnotherDatabaseIsNoSignEither() {
        assertThat(TargetTable.areInOneDatabase("[dbo].[a.b]", "[x].[c]")).isTrue();
        assertThat(TargetTable.areInOneDatabase("[Lake].[dbo].[a]", "[Lake].[x].[c]"))
                .isTrue();
        assertThat(TargetTable.areInOneDatabase("[Lake].[dbo].[a]", "[dbo].[a]"))
                .isFalse();
        assertThat(TargetTable.areInOneDatabase("[Lake].[dbo].[a]", "[Pond].[dbo].[a]"))
                .isFalse();
        assertThat(TargetTable.areInOneDatabase("[Lake].[dbo].[a]", "[not closed"))
                .isFalse();
    }

    @Test
    void anotherFailureOrASuccessBeginsTheCountAgain() throws Exception {
        long id = register();
        RefusingTrigger.refuse(ALL, LOG_FULL, 17);
        loadAnother();
        tryAgain(id);
        RefusingTrigger.refuse(ALL, 701, 17);
        tryAgain(id);
        assertThat(counts(id)).isEqualTo("Pending,Transient,1,,");

        RefusingTrigger.refuse(ALL, LOG_FULL, 17);
        tryAgain(id);
        RefusingTrigger.refuse(0, 0, 0);
        assertThat(loader.load(claim(id))).isTrue();

        assertThat(counts(id)).startsWith("InProgress,").endsWith(",1,,");
    }

    @Test
    void aSmallProcessThatBreaksTheConnectionIsLeftToBeCountedForItself() {
        SmallProcesses together =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        long id = register();
        Run run = claim(id);
        RefusingTrigger.refuse(ALL, SESSION_KILLED, 21);

        Set<Run> ended = together.load(List.of(together.small(run).orElseThrow()));

        assertThat(ended).isEmpty();
        assertThat(loader.load(run)).isFalse();
        assertThat(counts(id)).isEqualTo("Pending,Unavailable,0,1,");
    }

    /** Claimed by nobody but who asks for it. */
    private static long register() {
        long id = tables.register("ClienteA", "a.csv");
        tables.sql("UPDATE FileControl SET NotBefore = '2999-01-01' WHERE ProcessID = " + id);
        return id;
    }

    private void loadAnother() throws Exception {
        String name = "b" + ++fileNumber + ".csv";
        files.write(name, "Id\n" + fileNumber + "\n");
        Run other = claim(tables.register("ClienteB", name));
        assertThat(loader.load(other)).isTrue();
        tables.claims.finish(other.claim());
    }

    private void tryAgain(long id) {
        assertThat(loader.load(claim(id))).isFalse();
    }

    private Run claim(long id) {
        tables.sql("UPDATE FileControl SET NotBefore = NULL WHERE ProcessID = " + id);
        tables.sql("UPDATE Client SET NextDue = '2000-01-01'");
        return files.claims(id).get(0);
    }

    private static String counts(long id) {
        return tables.line("SELECT CONCAT(Status, ',', ErrorKind, ',', Attempt, ',', TimesUnavailable, ',',"
                + " TimesUnavailableAlone) FROM FileControl WHERE ProcessID = " + id);
    }
}
