package estiva.worker.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files of every format with some bytes changed, added or gone: each is read to its end, or refused with a reason. Always the
 * same ones; {@code -Destiva.fuzz.rounds} and {@code -Destiva.fuzz.seed} ask for more, or for others.
 */
class MutatedFilesTest {
    private static final int ROUNDS = Integer.getInteger("estiva.fuzz.rounds", 150);
    private static final long SEED = Long.getLong("estiva.fuzz.seed", 20261128);
    private static final Duration LIMIT = Duration.ofMinutes(1).plus(Duration.ofMillis(200L * ROUNDS));

    private static final byte[] TEXT =
            ("id,name,note\r\n1,\"Ana, \"\"A\"\"\",x\r\n2,\"two\nlines\",\u200By\r\n\r\n,,\r\n"
                            + "3,São 😀,\\N\r\n4, \"x\" ,24\"\r\n\u001A")
                    .getBytes(UTF_8);
    private static final byte[] LINES =
            "0001Ana  first\r\n0002José second\r\n     \r\n0003Eva  third\r\n".getBytes(UTF_8);
    /** What readers take for a sign: ends, quotes, escapes, marks, brackets, lengths. */
    private static final int[] SIGNS = {
        0, 0x1A, 0x7F, 0x80, 0xFF, 0xFE, 0xEF, '"', '\\', ',', '\n', '\r', '{', '}', '<', '>', '&', 1, 0xD8
    };

    @TempDir
    Path folder;

    enum Format {
        CSV("{}"),
        CSV_LENIENT("{'quotes':'lenient','shortRows':'null','emptyRows':'load'}"),
        CSV_ESCAPED("{'escape':'\\\\','lineBreaksInFields':false}"),
        CSV_WITHOUT_QUOTES("{'quote':'','delimiter':',\\\"','comment':'3'}"),
        CSV_BY_POSITION("{'header':false}"),
        CSV_WIDE("{'encoding':'UTF-16'}"),
        CSV_LATIN("{'encoding':'ISO-8859-1'}"),
        FIXED("{'type':'fixed','fields':[{'length':4},{'length':5},{'name':'r'}]}"),
        FIXED_BYTES("{'type':'fixed','positions':'bytes','shortRows':'null','fields':[{'length':4},{'length':5},{}]}"),
        FIXED_RECORDS("{'type':'fixed','positions':'bytes','recordLength':16,'fields':[{'length':4},{'length':5}]}"),
        JSONL("{'type':'jsonl'}"),
        GZIP("{'compression':'gzip'}"),
        ZIP("{'compression':'zip'}"),
        XLSX("{'type':'xlsx'}"),
        PARQUET("{'type':'parquet'}");

        private final String spec;

        Format(String format) {
            String columns = format.contains("'header':false") ? ",'columns':[{'source':2,'target':'b'}]" : "";
            spec = "{'target':'T','format':" + format + columns + "}";
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void areReadOrRefusedWithAReason(Format format) throws Exception {
        byte[] sound = sound(format);
        assertThat(read(format, sound)).as("the file before it is changed").isNull();
        Random random = new Random(SEED + format.ordinal());
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] mutated = mutated(sound, random);
                try {
                    String refusal = read(format, mutated);
                    assertThat(refusal == null || !refusal.isBlank()).isTrue();
                } catch (Exception | Error e) {
                    Path kept = Files.write(
                            Files.createDirectories(Path.of("target")).resolve("mutated-" + format + "-" + round),
                            mutated);
                    fail("round " + round + " of seed " + SEED + ", kept as " + kept + ": " + e, e);
                }
            }
        });
    }

    /** @return why it is refused; null: it is not */
    private String read(Format format, byte[] content) throws Exception {
        Path path = Files.write(folder.resolve("file"), content);
        try (MemoryShare memory = TestMemory.share();
                RowFile file = ReadFiles.open(path, format.spec, ReadLimits.DEFAULT, memory)) {
            for (Row row = file.next(); row != null; row = file.next()) {
                assertThat(row.line()).isPositive();
                assertThat(row.rawText(100)).isNotNull();
                if (row.problem() == null) {
                    assertThat(row.to(row.fieldCount() - 1)).isEqualTo(row.length());
                }
            }
            assertThat(file.notes()).allMatch(note -> !note.isBlank());
            return null;
        } catch (UnreadableFile e) {
            return e.getMessage();
        }
    }

    private static byte[] mutated(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(Math.max(1, bytes.length));
            int length = Math.min(1 + random.nextInt(8), bytes.length - at);
            bytes = switch (random.nextInt(6)) {
                case 0 -> Arrays.copyOf(bytes, at);
                case 1 -> spliced(bytes, at, at + length, new byte[0]);
                case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
                case 3 -> spliced(bytes, at, Math.min(at + 1, bytes.length), new byte[] {(byte) random.nextInt(256)});
                case 4 -> spliced(bytes, at, at, new byte[] {(byte) SIGNS[random.nextInt(SIGNS.length)]});
                default ->
                    spliced(bytes, at, Math.min(at + 1, bytes.length), new byte[] {
                        (byte) SIGNS[random.nextInt(SIGNS.length)]
                    });
            };
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, from);
        all.writeBytes(between);
        all.write(bytes, to, bytes.length - to);
        return all.toByteArray();
    }

    private byte[] sound(Format format) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path path = folder.resolve("sound");
        switch (format) {
            case CSV_WIDE -> bytes.writeBytes(new String(TEXT, UTF_8).getBytes(Charset.forName("UTF-16")));
            case CSV_LATIN ->
                bytes.writeBytes("id,name\n1,preço €\n2,\"é\"\n".getBytes(Charset.forName("windows-1252")));
            case FIXED, FIXED_BYTES -> bytes.writeBytes(LINES);
            case FIXED_RECORDS -> bytes.writeBytes("0001Ana  first  0002José second".getBytes(UTF_8));
            case JSONL ->
                bytes.writeBytes("{\"a\":1,\"b\":{\"c\":[1,null]}}\n\n{\"b\":{\"c\":\"é\\u00e9\"},\"a\":-2.5e3}\n"
                        .getBytes(UTF_8));
            case GZIP -> {
                try (OutputStream packed = new GZIPOutputStream(bytes)) {
                    packed.write(TEXT);
                }
            }
            case ZIP -> {
                try (ZipOutputStream packed = new ZipOutputStream(bytes)) {
                    packed.putNextEntry(new ZipEntry("a.csv"));
                    packed.write(TEXT);
                }
            }
            case XLSX ->
                bytes.writeBytes(Files.readAllBytes(new TestWorkbook()
                        .shared("<t>id</t>", "<t>name</t>")
                        .sheet(
                                "S",
                                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                                        + "<row r=\"2\"><c r=\"A2\"><v>42</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>x</t></is>"
                                        + "</c></row>")
                        .writeTo(path)));
            case PARQUET ->
                bytes.writeBytes(Files.readAllBytes(new TestParquet("required int32 Id; optional binary Name (STRING);")
                        .writeTo(
                                path,
                                20,
                                (row, number) -> row.append("Id", number).append("Name", "n" + number))));
            default -> bytes.writeBytes(TEXT);
        }
        return bytes.toByteArray();
    }
}
