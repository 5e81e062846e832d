package estiva.worker.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of files that are damaged is said to those who send them: without classes, objects and parsers. */
class PlainMessagesTest {
    private static final Pattern INTERNALS = Pattern.compile(
            "Exception|\\b[a-z]+\\.[a-z]+\\.[A-Z]\\w+|@[0-9a-f]{5,}|Source:|Struct|\\[row,col|REDACTED|\\bnull\\b|\\(code \\d");
    private static final int DAMAGES = 150;

    @TempDir
    Path folder;

    @Test
    void noMessageOfADamagedFileSpeaksOfWhatIsInsideTheWorker() throws Exception {
        int failed = 0;
        for (Map.Entry<String, byte[]> whole : files().entrySet()) {
            Random random = new Random(whole.getKey().hashCode());
            for (int i = 0; i < DAMAGES; i++) {
                String message = message(whole.getKey(), damaged(whole.getValue(), random));
                assertThat(INTERNALS.matcher(message).find())
                        .as("%s, damaged the %dth time: %s", whole.getKey(), i, message)
                        .isFalse();
                failed += message.isEmpty() ? 0 : 1;
            }
        }
        assertThat(failed).isGreaterThan(DAMAGES * 2);
    }

    /** @return all that is said of the file and its rows, a line each */
    private String message(String name, byte[] content) throws Exception {
        Path file = Files.write(folder.resolve(name), content);
        String type = name.substring(0, name.indexOf('.'));
        try {
            return String.join(
                    "\n",
                    ReadFiles.rows(file, "{'target':'T','format':{'type':'" + type + "'}}").stream()
                            .filter(row -> row.startsWith("!"))
                            .toList());
        } catch (UnreadableFile e) {
            return e.getMessage();
        }
    }

    private static byte[] damaged(byte[] whole, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length));
        }
        byte[] damaged = whole.clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private Map<String, byte[]> files() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "jsonl.jsonl",
                "{\"a\":1,\"b\":\"x\"}\n{\"a\":[1,{\"c\":2}],\"b\":true}\n{\"a\":1e5}\n".getBytes(UTF_8));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"a\":1,\"b\":\"x\"}\n".repeat(50).getBytes(UTF_8));
        }
        files.put("jsonl.jsonl.gz", packed.toByteArray());
        Path workbook = new TestWorkbook()
                .shared("<t>a</t>", "<t>b</t>")
                .sheet(
                        "S",
                        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>")
                .writeTo(folder.resolve("whole.xlsx"));
        files.put("xlsx.xlsx", Files.readAllBytes(workbook));
        for (CompressionCodecName codec : List.of(
                CompressionCodecName.UNCOMPRESSED,
                CompressionCodecName.SNAPPY,
                CompressionCodecName.GZIP,
                CompressionCodecName.ZSTD,
                CompressionCodecName.LZ4_RAW)) {
            Path parquet = new TestParquet("optional int32 a; optional binary b (STRING); optional double c;")
                    .with(builder -> builder.withCompressionCodec(codec))
                    .writeTo(
                            folder.resolve("whole.parquet"),
                            30,
                            (row, number) -> row.append("a", number)
                                    .append("b", "text " + number)
                                    .append("c", number / 7.0));
            files.put("parquet.parquet." + codec, Files.readAllBytes(parquet));
        }
        return files;
    }
}
