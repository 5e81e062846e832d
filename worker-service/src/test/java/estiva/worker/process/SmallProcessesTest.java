package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import estiva.worker.read.TestParquet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of small processes that are loaded in one transaction. */
class SmallProcessesTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private LoadFiles files;
    private SmallProcesses smallProcesses;

    @BeforeAll
    static void target() {
        tables.sql(
                "CREATE TABLE Vendas (Id INT NOT NULL PRIMARY KEY, Valor DECIMAL(10,2), Dia DATE, Hora TIME, Foto VARBINARY(20))");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Vendas");
        files = new LoadFiles(tables, root);
        smallProcesses =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        files.define("ClienteA", "{'target':'Vendas'}");
        files.define("ClienteB", "{'target':'Vendas','columns':[{'source':'Id'}]}");
        files.define("ClienteC", "{'target':'Vendas','columns':[{'source':'Id'}]}");
    }

    @Test
    void processesOfSeveralImportsAreLoadedAndEndedTogether() throws Exception {
        files.write("a.csv", "Id,Valor,Dia,Hora\n1,10.50,2025-12-31,\n4,,,23:59:59\n");
        files.write("b.csv", "Id\n2\n3\n");
        files.write("c.csv", "Id\n5\n");
        long first = tables.register("ClienteA", "a.csv");
        long second = tables.register("ClienteB", "b.csv", "c.csv");

        Set<Run> ended = load(first, second);

        assertThat(ended).hasSize(2);
        assertThat(tables.status(first)).isEqualTo(Status.COMPLETED);
        assertThat(tables.status(second)).isEqualTo(Status.COMPLETED);
        assertThat(tables.file(second, 0).rowsLoaded()).isEqualTo(2);
        assertThat(tables.file(second, 1).rowsLoaded()).isEqualTo(1);
        assertThat(tables.file(first, 0).contentHash())
                .isNotEqualTo(tables.file(second, 0).contentHash());
        assertThat(tables.client("ClienteB").runningProcessId()).isNull();
        assertThat(ids()).isEqualTo("1,2,3,4,5");
    }

    @Test
    void aBadFileIsLeftToBeLoadedForItselfAndTheOthersEnd() throws Exception {
        files.write("a.csv", "Id\n1\n");
        files.write("good.csv", "Id\n2\n");
        files.write("bad.csv", "Id\nx\n");
        long first = tables.register("ClienteA", "a.csv");
        long second = tables.register("ClienteB", "good.csv", "bad.csv");

        load(first, second);

        assertThat(tables.status(first)).isEqualTo(Status.COMPLETED);
        assertUntouched(second);
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void aRowThatTheTableRefusesLeavesOnlyItsOwnProcess() throws Exception {
        tables.sql("INSERT INTO Vendas (Id) VALUES (2)");
        files.write("a.csv", "Id\n1\n");
        files.write("b.csv", "Id\n2\n");
        files.write("c.csv", "Id\n3\n");
        long first = tables.register("ClienteA", "a.csv");
        long second = tables.register("ClienteB", "b.csv");
        long third = tables.register("ClienteC", "c.csv");

        Set<Run> ended = load(first, second, third);

        assertThat(ended).hasSize(2);
        assertUntouched(second);
        assertThat(ids()).isEqualTo("1,2,3");
    }

    @Test
    void aContentThatWasLoadedBeforeLeavesOnlyItsOwnProcess() throws Exception {
        files.write("a.csv", "Id\n1\n");
        load(tables.register("ClienteA", "a.csv"));
        tables.sql("DELETE FROM Vendas");
        files.write("b.csv", "Id\n2\n");
        long again = tables.register("ClienteA", "a.csv");
        long other = tables.register("ClienteB", "b.csv");

        load(again, other);

        assertUntouched(again);
        assertThat(tables.status(other)).isEqualTo(Status.COMPLETED);
        assertThat(ids()).isEqualTo("2");
    }

    @Test
    void aClaimThatIsLostPublishesNothingAndKeepsNoOtherFromEnding() throws Exception {
        files.write("a.csv", "Id\n1\n");
        files.write("b.csv", "Id\n2\n");
        long lost = tables.register("ClienteA", "a.csv");
        long held = tables.register("ClienteB", "b.csv");
        List<Run> both = files.claims(lost, held);
        tables.lapse(both.get(0).claim());
        tables.rescueLapsed(Duration.ofMinutes(1));

        load(both);

        assertThat(tables.status(lost)).isEqualTo(Status.PENDING);
        assertThat(tables.status(held)).isEqualTo(Status.COMPLETED);
        assertThat(ids()).isEqualTo("2");
    }

    @Test
    void whatIsWrongWithOneOnlyWhenItIsPublishedLeavesOnlyItsOwnProcess() throws Exception {
        files.write("a.csv", "Id\n1\n");
        files.write("b.csv", "Id\n2\n");
        files.write("c.csv", "Id\n3\n");
        long first = tables.register("ClienteA", "a.csv");
        long second = tables.register("ClienteB", "b.csv");
        long third = tables.register("ClienteC", "c.csv");
        long refused = tables.file(second, 0).fileId();
        tables.sql("ALTER TABLE FileLog ADD CONSTRAINT CK_Refused CHECK (FileID <> " + refused + ")");

        Set<Run> ended = load(first, second, third);

        tables.sql("ALTER TABLE FileLog DROP CONSTRAINT CK_Refused");
        assertThat(ended).hasSize(2);
        assertUntouched(second);
        assertThat(ids()).isEqualTo("1,3");
    }

    @Test
    void aFileThatIsMissingOrLargeMakesNoSmallProcess() throws Exception {
        files.write("large.csv", "Id\n" + "1\n".repeat(40_000));
        long missing = tables.register("ClienteA", "nowhere.csv");
        long large = tables.register("ClienteB", "large.csv");

        List<Run> runs = files.claims(missing, large);

        assertThat(runs).allSatisfy(run -> assertThat(smallProcesses.small(run)).isEmpty());
    }

    @Test
    void aSmallFileOfManyRowsIsLeftToALoadThatHoldsOnlySomeOfThemInMemory() throws Exception {
        files.define("ClienteA", "{'target':'Vendas','format':{'type':'parquet'}}");
        new TestParquet("required int32 Id; optional int32 Valor;")
                .with(builder ->
                        builder.withWriterVersion(WriterVersion.PARQUET_2_0).withDictionaryEncoding(false))
                .writeTo(root.resolve("many.parquet"), 20_000, (row, i) -> row.append("Id", i));
        long many = tables.register("ClienteA", "many.parquet");
        List<Run> runs = files.claims(many);
        assertThat(smallProcesses.small(runs.get(0))).isPresent();

        assertThat(load(runs)).isEmpty();

        assertUntouched(many);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Vendas")).isZero();
    }

    private Set<Run> load(long... processIds) {
        return load(files.claims(processIds));
    }

    private Set<Run> load(List<Run> runs) {
        return smallProcesses.load(runs.stream()
                .map(smallProcesses::small)
                .flatMap(Optional::stream)
                .toList());
    }

    private static void assertUntouched(long processId) {
        assertThat(tables.status(processId)).isEqualTo(Status.IN_PROGRESS);
        assertThat(tables.file(processId, 0).status()).isEqualTo(Status.PENDING);
    }

    private static String ids() {
        return tables.line("SELECT Id FROM Vendas ORDER BY Id");
    }
}
