package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.RefusingTrigger;
import estiva.control.database.TestDatabase;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
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

/** What becomes of a file when the server refuses a write for a reason of its own. H2 alone can be made to answer so. */
@DisabledIf("estiva.control.database.TestDatabase#isSqlServer")
class UnableServerTest {
    private static final int OFTEN = 1_000;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private LoadFiles files;
    private ProcessLoader loader;

    @BeforeAll
    static void target() {
        if (!TestDatabase.isSqlServer()) {
            tables.sql("CREATE TABLE Vendas (Id INT NOT NULL PRIMARY KEY)");
            tables.sql("CREATE TABLE Compras (Id INT NOT NULL PRIMARY KEY)");
            tables.sql(RefusingTrigger.on("Vendas"));
            tables.sql(RefusingTrigger.on("FileLog"));
        }
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Vendas");
        files = new LoadFiles(tables, root);
        loader = files.processLoader(1_000);
        files.define("ClienteA", "{'target':'Vendas'}");
        files.define("ClienteB", "{'target':'Vendas'}");
        files.write("a.csv", "Id\n1\n");
        files.write("b.csv", "Id\n2\n");
    }

    @AfterEach
    void ableAgain() {
        RefusingTrigger.refuse(0, 0, 0);
    }

    @Test
    void aFullLogAFullDiskAndADatabaseThatTakesNoWritesSpendNoAttempt() throws Exception {
        for (int number : new int[] {9002, 1105, 3906, 3908, 927, 922, 924, 976, 983, 40197, 40613}) {
            files.define("Client" + number, "{'target':'Vendas'}");
            RefusingTrigger.refuse(OFTEN, number, 17);
            long id = claimAndLoad("Client" + number, "a.csv");

            assertThat(tables.status(id)).as("%d", number).isEqualTo(Status.PENDING);
            assertThat(errorKindAndAttempt(id)).as("%d", number).isEqualTo("Unavailable,0");
            assertThat(isDueNow(id))
                    .as("%d: nothing fills a full disk again at once", number)
                    .isFalse();
        }
    }

    @Test
    void theFileIsLoadedAsSoonAsTheServerIsAbleAgain() {
        RefusingTrigger.refuse(1, 1105, 17);
        long id = claimAndLoad("ClienteA", "a.csv");
        tables.sql("UPDATE FileControl SET NotBefore = NULL");
        tables.sql("UPDATE Client SET NextDue = '2000-01-01'");

        Run again = files.claims(id).get(0);

        assertThat(loader.load(again)).isTrue();
        assertThat(tables.line("SELECT Id FROM Vendas")).isEqualTo("1");
    }

    @Test
    void anErrorThatMayBeTheFilesSpendsAnAttempt() {
        RefusingTrigger.refuse(OFTEN, 701, 17);

        long id = claimAndLoad("ClienteA", "a.csv");

        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(errorKindAndAttempt(id)).isEqualTo("Transient,1");
    }

    @Test
    void aLockThatTheServerHasNoMemoryForIsTriedAgainAtOnce() {
        RefusingTrigger.refuse(1, 1204, 19);

        Run run = claim("ClienteA", "a.csv");

        assertThat(loader.load(run)).isTrue();
        assertThat(tables.file(run.claim().processId(), 0).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void anEndThatCannotBeWrittenForWantOfRoomIsWrittenLater() throws Exception {
        files.write("bad.csv", "Id\nx\n");
        RefusingTrigger.refuse(1, 9002, 17);

        long id = claimAndLoad("ClienteA", "bad.csv");

        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(errorKindAndAttempt(id)).isEqualTo("Unavailable,0");
    }

    @Test
    void smallProcessesWaitEachForItself() throws Exception {
        files.define("ClienteA", "{'target':'Compras'}");
        files.define("ClienteB", "{'target':'Compras'}");
        SmallProcesses together =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        List<Run> runs = List.of(claim("ClienteA", "a.csv"), claim("ClienteB", "b.csv"));
        RefusingTrigger.refuse(OFTEN, 1105, 17);

        Set<Run> ended = together.load(
                runs.stream().map(run -> together.small(run).orElseThrow()).toList());

        assertThat(ended).isEmpty();
        runs.forEach(run -> assertThat(loader.load(run)).isFalse());
        assertThat(runs)
                .allSatisfy(run ->
                        assertThat(errorKindAndAttempt(run.claim().processId())).isEqualTo("Unavailable,0"));
    }

    private long claimAndLoad(String client, String file) {
        Run run = claim(client, file);
        assertThat(loader.load(run)).isFalse();
        return run.claim().processId();
    }

    private Run claim(String client, String file) {
        return files.claims(tables.register(client, file)).get(0);
    }

    private static String errorKindAndAttempt(long id) {
        return tables.line("SELECT CONCAT(ErrorKind, ',', Attempt) FROM FileControl WHERE ProcessID = " + id);
    }

    private static boolean isDueNow(long id) {
        return !tables.line("SELECT ProcessID FROM FileControl WHERE ProcessID = " + id
                        + " AND NotBefore <= DATEADD(SECOND, 10, CURRENT_TIMESTAMP)")
                .isEmpty();
    }
}
