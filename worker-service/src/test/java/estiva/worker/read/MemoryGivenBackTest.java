package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However the reading of a file ends, what it took of the memory is there again. */
class MemoryGivenBackTest {

    private static final long SIZE = 1 << 20;
    private static final String CSV = "{'target':'T'}";

    @TempDir
    Path folder;

    private final ReadMemory memory = new ReadMemory(SIZE);
    private int read;
    private int failed;
    private int refused;

    @BeforeEach
    void filesOfEveryKind() throws IOException {
        String rows = "a,b\n" + "x,y\n".repeat(2_000) + "x".repeat(100_000) + ",y\n";
        Files.writeString(path("a.csv"), rows);
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(path("a.csv.gz")))) {
            gzip.write(rows.getBytes(StandardCharsets.UTF_8));
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path("a.zip")))) {
            for (int i = 0; i < 200; i++) {
                zip.putNextEntry(new ZipEntry("x" + i));
            }
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(rows.getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(path("a.jsonl"), "{\"a\":1}\n{\"a\":\"" + "x".repeat(100_000) + "\"}\n");
        new TestWorkbook()
                .shared("<t>a</t>", "<t>" + "x".repeat(30_000) + "</t>")
                .sheet("S", """
                <row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>""")
                .writeTo(path("a.xlsx"));
        new TestParquet("required binary a (STRING);")
                .writeTo(path("a.parquet"), 3_000, (row, number) -> row.append("a", "text " + number));
    }

    @Test
    void afterThousandsOfReadingsThatEndInEveryWay() throws Exception {
        for (int round = 0; round < 150; round++) {
            for (String[] file : new String[][] {
                {"a.csv", CSV},
                {"a.csv", "{'target':'T','format':{'delimiter':'||'}}"},
                {"a.csv", "{'target':'T','format':{'escape':'\\\\'}}"},
                {"a.csv.gz", CSV},
                {"a.zip", "{'target':'T','format':{'member':'*.csv'}}"},
                {"a.csv", "{'target':'T','format':{'type':'fixed','recordLength':50000,'fields':[{'length':3}]}}"},
                {"a.jsonl", "{'target':'T','format':{'type':'jsonl'}}"},
                {"a.xlsx", "{'target':'T','format':{'type':'xlsx'}}"},
                {"a.parquet", "{'target':'T','format':{'type':'parquet'}}"}
            }) {
                readSomehow(file[0], file[1], round);
                assertThat(memory.free()).as(file[0] + " in round " + round).isEqualTo(SIZE);
            }
        }
        assertThat(new int[] {read, failed, refused}).doesNotContain(0);
    }

    /** Whole, damaged somewhere, or with too little memory, which is the same each time. */
    private void readSomehow(String name, String spec, int round) throws Exception {
        Random random = new Random(round);
        Path path = path(name);
        if (round % 3 == 1) {
            byte[] bytes = Files.readAllBytes(path);
            bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length / 2));
            for (int i = 0; i < 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            path = Files.write(path("damaged-" + name), bytes);
        }
        try (MemoryShare others = memory.open();
                MemoryShare share = memory.open()) {
            others.take(round % 3 == 2 ? SIZE - random.nextInt(300_000) : 0);
            try (RowFile file = ReadFiles.open(path, spec, ReadLimits.DEFAULT, share)) {
                int left = random.nextInt(20_000);
                while (left-- > 0 && file.next() != null) {
                    // Some are given up before their end.
                }
                read++;
            } catch (UnreadableFile e) {
                failed++;
            } catch (MemoryFull e) {
                refused++;
            }
            assertThat(share.held()).isZero();
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
