package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpecs;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.ReadMemory;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestParquet;
import estiva.worker.read.TestWorkbook;
import estiva.worker.write.Chunk;
import estiva.worker.write.TablePlace;
import estiva.worker.write.TableTraits;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetVendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the memory of a worker's container is reckoned with: a file at any of the read limits needs no more. */
class FilesAtTheirLimitsTest {

    private static final long LARGEST_FILE = 176L << 20;
    private static final int LONGEST = (1 << 24) - 100;
    private static final ReadLimits DEFAULT = ReadLimits.DEFAULT;
    /** As shipped, but for the ratio: letters that are all the same are packed better than texts. */
    private static final ReadLimits LIMITS = new ReadLimits(
            DEFAULT.expandedBytes(),
            10_000,
            DEFAULT.entries(),
            DEFAULT.rows(),
            DEFAULT.sharedCharacters(),
            DEFAULT.pageBytes());

    private static final TargetTable TABLE = new TargetTable(
            new TablePlace("any", "dbo", "Greedy"),
            true,
            List.of(TargetColumn.nullable("Note", Kind.TEXT, Integer.MAX_VALUE, 0)),
            TableTraits.NONE,
            TargetVendor.SQL_SERVER);

    @TempDir
    Path folder;

    private final ReadMemory memory = new ReadMemory(LARGEST_FILE);

    @Test
    void aCsvWithTheLongestRow() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "Note\n" + "x".repeat(LONGEST) + "\n");
        assertThat(rows(file, "{'target':'Greedy'}")).isOne();
        assertThat(rows(file, "{'target':'Greedy','format':{'delimiter':'||'}}"))
                .isOne();
        assertThat(rows(file, "{'target':'Greedy','format':{'escape':'\\\\'}}")).isOne();
    }

    @Test
    void aJsonLineAsLongAsOneMayBe() throws Exception {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"Note\":\"\\n" + "x".repeat(LONGEST) + "\"}\n");
        assertThat(rows(file, "{'target':'Greedy','format':{'type':'jsonl'}}")).isOne();
    }

    @Test
    void aWorkbookWithAsMuchSharedTextAsThereMayBe() throws Exception {
        int length = DEFAULT.sharedCharacters() / 8;
        String text = "<t>" + "ж".repeat(length - 100) + "</t>";
        Path file = new TestWorkbook()
                .shared("<t>Note</t>", text, text, text, text, text, text, text, text)
                .sheet(
                        "S",
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>8</v></c></row>")
                .writeTo(folder.resolve("a.xlsx"));
        assertThat(rows(file, "{'target':'Greedy','format':{'type':'xlsx'}}")).isOne();
    }

    @Test
    void aParquetFileWithAsLargePagesAsThereMayBe() throws Exception {
        Path file = new TestParquet("required binary Note (STRING);")
                .with(builder -> builder.withCompressionCodec(CompressionCodecName.ZSTD)
                        .withPageSize(1 << 30)
                        .withDictionaryEncoding(false))
                .writeTo(folder.resolve("a.parquet"), 28, (row, number) -> row.append("Note", "x".repeat(2 << 20)));
        assertThat(rows(file, "{'target':'Greedy','format':{'type':'parquet'}}"))
                .isEqualTo(28);
    }

    private long rows(Path path, String spec) throws Exception {
        try (MemoryShare share = memory.open()) {
            LoadRequest request = new LoadRequest(
                    LocalFile.at(path),
                    "file",
                    "ClienteA",
                    null,
                    null,
                    ImportSpecs.read(new ObjectMapper().readTree(spec.replace('\'', '"'))),
                    share);
            try (RowFile file = new RowFiles(LIMITS).open(request.file(), request.spec(), share, Stop.NEVER)) {
                RowPlan plan = new PlanMaker(request, file.header().orElse(null), TABLE).make();
                ChunkReader reader = new ChunkReader(file, plan, new Tally(0, share), Stop.NEVER);
                for (Chunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                    reader.end(chunk);
                }
                return file.rowsRead();
            }
        }
    }
}
