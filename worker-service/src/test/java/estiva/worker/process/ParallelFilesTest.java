package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of one process, one after the other or several at once, as their import says. */
class ParallelFilesTest {
    private static final int FILES = 6;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private LoadFiles files;

    @BeforeEach
    void sixFilesOfOneRow() throws Exception {
        tables.sql("DROP TABLE IF EXISTS Entradas");
        tables.sql("CREATE TABLE Entradas (Seq INT IDENTITY NOT NULL, Id INT NOT NULL PRIMARY KEY)");
        files = new LoadFiles(tables, root);
        for (int i = 0; i < FILES; i++) {
            files.write(name(i), "Id\n" + i + "\n");
        }
    }

    @Test
    void filesAreLoadedInTheirOrder() throws Exception {
        files.define("ClienteA", "{'target':'Entradas'}");

        load(claim(), files.processLoader(1_000));

        assertThat(tables.line("SELECT Id FROM Entradas ORDER BY Seq")).isEqualTo("0,1,2,3,4,5");
    }

    @Test
    void allOthersAreLoadedWhileOneWaitsWhereTheImportAllowsIt() throws Exception {
        files.define("ClienteA", "{'target':'Entradas','parallelFiles':2}");
        Run run = claim();
        CompletableFuture<Void> loading;
        try (Handle other = tables.database.open()) {
            other.begin();
            other.execute("INSERT INTO Entradas (Id) VALUES (0)");
            loading = CompletableFuture.runAsync(() -> load(run, files.processLoader(1_000)));
            await("all files but the first are Completed")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> completed(run) == FILES - 1 || loading.isDone());
            assertThat(loading).as("the load of the first file").isNotDone();
            assertThat(tables.file(run.claim().processId(), 0).status()).isNotEqualTo(Status.COMPLETED);
            other.rollback();
        }
        loading.get(1, TimeUnit.MINUTES);

        assertThat(tables.status(run.claim().processId())).isEqualTo(Status.COMPLETED);
        assertThat(tables.line("SELECT Id FROM Entradas ORDER BY Id")).isEqualTo("0,1,2,3,4,5");
    }

    @Test
    void aWorkerWithoutThreadsToSpareLoadsThemAllTheSame() throws Exception {
        files.define("ClienteA", "{'target':'Entradas','parallelFiles':4}");

        load(claim(), files.processLoader(1_000, 0));

        assertThat(tables.line("SELECT Id FROM Entradas ORDER BY Seq")).isEqualTo("0,1,2,3,4,5");
    }

    @Test
    void aFileThatIsToBeTriedAgainGivesTheProcessBackAndNoRowIsLostOrDoubled() throws Exception {
        files.define(
                "ClienteA", "{'target':'Entradas','parallelFiles':3,'retry':{'missingFiles':true,'delaySeconds':0}}");
        Run first = files.claims(tables.register("ClienteA", name(0), "late.csv", name(1), name(2), name(3)))
                .get(0);
        long processId = first.claim().processId();

        load(first, files.processLoader(1_000));

        assertThat(tables.status(processId)).isEqualTo(Status.PENDING);
        assertThat(tables.file(processId, 1).status()).isEqualTo(Status.PENDING);

        files.write("late.csv", "Id\n9\n");
        load(files.claims(processId).get(0), files.processLoader(1_000));

        assertThat(tables.status(processId)).isEqualTo(Status.COMPLETED);
        assertThat(tables.line("SELECT Id FROM Entradas ORDER BY Id")).isEqualTo("0,1,2,3,9");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void noFileIsBegunBehindOneThatIsToBeTriedAgain(int parallelFiles) throws Exception {
        files.define(
                "ClienteA",
                "{'target':'Entradas','parallelFiles':" + parallelFiles + ",'retry':{'missingFiles':true}}");
        Run run = files.claims(tables.register("ClienteA", "late.csv", name(1), name(2)))
                .get(0);

        load(run, files.processLoader(1_000, 0));

        assertThat(tables.line("SELECT Status FROM FileParameters ORDER BY FileID"))
                .isEqualTo("Pending,Pending,Pending");
        assertThat(tables.line("SELECT Id FROM Entradas")).isEmpty();
    }

    private Run claim() {
        String[] names =
                IntStream.range(0, FILES).mapToObj(ParallelFilesTest::name).toArray(String[]::new);
        return files.claims(tables.register("ClienteA", names)).get(0);
    }

    private static void load(Run run, ProcessLoader loader) {
        if (loader.load(run)) {
            tables.claims.finish(run.claim());
        }
    }

    private static int completed(Run run) {
        return tables.query(
                Integer.class,
                "SELECT COUNT(*) FROM FileParameters WHERE Status = 'Completed' AND ProcessID = "
                        + run.claim().processId());
    }

    private static String name(int file) {
        return "file-" + file + ".csv";
    }
}
