package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file makes a reader keep is charged, or is not kept at all. */
class GreedyFileTest {

    private static final String CSV = "{'target':'T'}";
    private static final String JSONL = "{'target':'T','format':{'type':'jsonl'}}";
    private static final String XLSX = "{'target':'T','format':{'type':'xlsx'}}";
    private static final String CELLS =
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\">"
                    + "<v>1</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c></row>";

    @TempDir
    Path folder;

    private ReadMemory memory = new ReadMemory(64 << 20);

    @Test
    void aLongFieldTakesWhatItsCopiesTake() throws Exception {
        Path file = write("a,b\nx," + "y".repeat(1_000_000) + "\n");
        long buffers = 3 * 1_048_576 * 2L;
        assertThat(held(file, CSV, 1)).isBetween(3_000_000L, buffers + 3_000_000);
        assertThat(held(file, "{'target':'T','format':{'delimiter':',y'}}", 1)).isGreaterThan(3_000_000);
        assertThat(held(file, "{'target':'T','format':{'escape':'\\\\'}}", 1)).isGreaterThan(3_000_000);
        assertThat(held(
                        file,
                        "{'target':'T','format':{'type':'fixed','recordLength':1000000,'fields':[{'length':3}]},"
                                + "'columns':[{'source':1,'target':'A'}]}",
                        1))
                .isGreaterThan(1_900_000);
        assertThat(held(write("{\"a\":\"" + "y".repeat(1_000_000) + "\"}"), JSONL, 1))
                .isGreaterThan(5_000_000);
    }

    @Test
    void aRowThatIsLongEndsNotInTheMemoryOfTheNextOne() throws Exception {
        Path file = write("a\n" + ("y".repeat(100_000) + "\n").repeat(300));
        assertThat(held(file, CSV, 300)).isLessThan(2_000_000);
    }

    @Test
    void textsOfAWorkbookTakeAByteForEachCharacterUnlessOneIsBeyondLatin1() throws Exception {
        String[] texts = new String[1_000];
        Arrays.fill(texts, "é".repeat(1_000));
        assertThat(held(workbook(texts), XLSX, 2)).isBetween(1_000_000L, 1_200_000L);
        Arrays.fill(texts, "é".repeat(999) + "ж");
        assertThat(held(workbook(texts), XLSX, 2)).isBetween(2_000_000L, 2_400_000L);
        assertThat(ReadFiles.rows(
                        workbook("a" + "é".repeat(70_000), "ж" + "x".repeat(140_000), "c"),
                        "{'target':'T','format':{'type':'xlsx','header':false},'columns':[{'source':1,'target':'A'}]}"))
                .containsExactly("a" + "é".repeat(99) + " @1", "ж" + "x".repeat(99) + " @2", "c @3");
    }

    @Test
    void formatsOfAWorkbookAreNotKeptAsTheyAreWritten() throws Exception {
        Map<Integer, String> formats = new TreeMap<>();
        IntStream.range(200, 400).forEach(id -> formats.put(id, "0".repeat(60_000)));
        Path file = new TestWorkbook()
                .shared("<t>a</t>")
                .styles(formats, 200)
                .sheet("S", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
                .writeTo(folder.resolve("styles.xlsx"));
        assertThat(held(file, XLSX, 0)).isLessThan(200_000);
    }

    @Test
    void relationsOfAWorkbookAreCharged() throws Exception {
        String relations = IntStream.range(0, 60)
                .mapToObj(i -> "<Relationship Id=\"x" + i + "\" Type=\"" + "t".repeat(50_000) + "\" Target=\"a\"/>")
                .collect(Collectors.joining());
        Path file = new TestWorkbook()
                .part("_rels/.rels", "<Relationships>" + relations + "</Relationships>")
                .writeTo(folder.resolve("relations.xlsx"));
        memory = new ReadMemory(1 << 20);
        assertRefused(() -> held(file, XLSX, 1), "raise estiva.worker.read.memory");
    }

    @Test
    void xmlHasNoTagOfMegabytesAndNoThousandsOfNames() throws Exception {
        assertRefused(() -> held(sheet("<" + "x".repeat(400_000) + "/>"), XLSX, 1), "a tag or a comment of more than");
        assertRefused(
                () -> held(sheet("<!--" + "x".repeat(400_000) + "-->"), XLSX, 1), "a tag or a comment of more than");
        assertRefused(
                () -> held(sheet("<?x " + "x".repeat(400_000) + "?>"), XLSX, 1), "a tag or a comment of more than");
        String elements =
                IntStream.range(0, 6_000).mapToObj(i -> "<x" + i + "/>").collect(Collectors.joining());
        assertRefused(() -> held(sheet(elements), XLSX, 1), "different names");
        String attributes =
                IntStream.range(0, 6_000).mapToObj(i -> "<x a" + i + "=\"\"/>").collect(Collectors.joining());
        assertRefused(() -> held(sheet(attributes), XLSX, 1), "different names");
        String prefixes = IntStream.range(0, 6_000)
                .mapToObj(i -> "<x xmlns:p" + i + "=\"u\"/>")
                .collect(Collectors.joining());
        assertRefused(() -> held(sheet(prefixes), XLSX, 1), "different names");
        assertThat(held(sheet("<x>" + "y".repeat(400_000) + "</x>"), XLSX, 0)).isLessThan(200_000);
    }

    @Test
    void theDirectoryOfAZipIsChargedAndCountedItself() throws Exception {
        Path file = folder.resolve("many.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 3_000; i++) {
                zip.putNextEntry(new ZipEntry("x".repeat(300) + i));
            }
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write("a\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        String spec = "{'target':'T','format':{'member':'*.csv'}}";
        assertThat(held(file, spec, 1)).isBetween(2L * 3_000 * 346, 4_000_000L);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 12, (short) 1);
        Files.write(file, bytes);
        ReadLimits few = new ReadLimits(1 << 20, 250, 1_000, 1_000, 1_000, 1 << 20);
        assertRefused(() -> ReadFiles.open(file, spec, few), "entries");
    }

    @Test
    void namesOfNestedMembersAreChargedWithTheirPaths() throws Exception {
        String members =
                IntStream.range(0, 5_000).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));
        Path file = write("{\"" + "x".repeat(40_000) + "\":{" + members + "}}");
        assertRefused(() -> held(file, JSONL, 1), "raise estiva.worker.read.memory");
    }

    @Test
    void namesOfColumnsOfStructsAreChargedWithTheirPaths() throws Exception {
        String leaves = IntStream.range(0, 1_000)
                .mapToObj(i -> "required int32 c" + i + ";")
                .collect(Collectors.joining());
        Path file = new TestParquet("required group " + "x".repeat(50_000) + " { " + leaves + " }")
                .writeTo(folder.resolve("paths.parquet"), 0, (row, number) -> {});
        assertRefused(
                () -> held(file, "{'target':'T','format':{'type':'parquet'}}", 1), "raise estiva.worker.read.memory");
    }

    @Test
    void membersOfALongLineAreNotRemembered() throws Exception {
        String members =
                IntStream.range(0, 200_000).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));
        Path file = write("{\"a\":1," + members + "}\n{\"a\":2}\n");
        assertThat(ReadFiles.rows(file, "{'target':'T','format':{'type':'jsonl'},'columns':[{'source':'a'}]}"))
                .containsExactly("1 @1", "2 @2");
    }

    /** Bytes that are charged when so many rows were read. */
    private long held(Path path, String spec, int rows) throws Exception {
        try (MemoryShare share = memory.open();
                RowFile file = ReadFiles.open(path, spec, ReadLimits.DEFAULT, share)) {
            for (int i = 0; i < rows; i++) {
                assertThat(file.next()).isNotNull();
            }
            return share.held();
        }
    }

    private static void assertRefused(ThrowingCallable reading, String reason) {
        assertThatThrownBy(reading).isInstanceOf(UnreadableFile.class).hasMessageContaining(reason);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "a", ".csv"), text);
    }

    private Path workbook(String... texts) throws IOException {
        String[] items = Arrays.stream(texts).map(text -> "<t>" + text + "</t>").toArray(String[]::new);
        return new TestWorkbook().shared(items).sheet("S", CELLS).writeTo(Files.createTempFile(folder, "a", ".xlsx"));
    }

    private Path sheet(String before) throws IOException {
        return new TestWorkbook()
                .shared("<t>a</t>", "<t>b</t>", "<t>c</t>")
                .sheet("S", before + CELLS)
                .writeTo(Files.createTempFile(folder, "a", ".xlsx"));
    }
}
