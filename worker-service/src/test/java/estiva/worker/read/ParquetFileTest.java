package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a parquet file holds its columns, and which of them are read. */
class ParquetFileTest {
    private static final String SPEC = "{'target':'T','format':{'type':'parquet'}}";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void aPath() {
        path = folder.resolve("file.parquet");
    }

    /** Every combination makes its pages in another way, and there are several of them in several row groups. */
    @ParameterizedTest
    @CsvSource({
        "UNCOMPRESSED, PARQUET_1_0, true, false",
        "SNAPPY, PARQUET_1_0, true, false",
        "SNAPPY, PARQUET_1_0, false, false",
        "GZIP, PARQUET_1_0, true, false",
        "ZSTD, PARQUET_1_0, false, true",
        "LZ4_RAW, PARQUET_1_0, true, false",
        "UNCOMPRESSED, PARQUET_2_0, false, false",
        "SNAPPY, PARQUET_2_0, true, false",
        "ZSTD, PARQUET_2_0, false, false",
        "GZIP, PARQUET_2_0, false, true",
    })
    void pagesAreReadHoweverTheyAreEncodedAndCompressed(
            CompressionCodecName codec, WriterVersion version, boolean hasDictionary, boolean isSplit)
            throws Exception {
        int rows = 3_000;
        new TestParquet("required int32 id; optional int64 big; optional double share; optional boolean flag;"
                        + " optional binary name (STRING); required fixed_len_byte_array(3) code;"
                        + " optional float f; optional int32 none;")
                .with(builder -> builder.withCompressionCodec(codec)
                        .withWriterVersion(version)
                        .withDictionaryEncoding(hasDictionary)
                        .withByteStreamSplitEncoding(isSplit)
                        .withPageRowCountLimit(170)
                        .withRowGroupRowCountLimit(1_100)
                        .withPageWriteChecksumEnabled(true))
                .writeTo(path, rows, ParquetFileTest::fill);
        List<String> expected =
                IntStream.range(0, rows).mapToObj(ParquetFileTest::filled).toList();
        assertThat(ReadFiles.rows(path, SPEC)).containsExactlyElementsOf(expected);
    }

    private static void fill(Group row, int i) {
        row.add("id", i * 7919);
        if (i % 3 > 0) {
            row.add("big", (long) i * i * i * (i % 2 == 0 ? 1 : -1));
        }
        if (i % 500 < 400) {
            row.add("share", i / 8.0);
            row.add("flag", i % 7 == 0);
        }
        if (i % 11 > 0) {
            row.add("name", "cliente " + i % 97 + (i % 5 == 0 ? "ã" : ""));
        }
        row.add("code", Binary.fromString(String.format("%03d", i % 1000)));
        if (i % 2 == 0) {
            row.add("f", i + 0.5f);
        }
    }

    private static String filled(int i) {
        boolean isKnown = i % 500 < 400;
        byte[] code = String.format("%03d", i % 1000).getBytes(UTF_8);
        List<String> fields = List.of(
                "" + i * 7919,
                i % 3 > 0 ? "" + (long) i * i * i * (i % 2 == 0 ? 1 : -1) : "~",
                isKnown ? (i % 8 == 0 ? "" + i / 8 : "" + i / 8.0) : "~",
                isKnown ? "" + (i % 7 == 0) : "~",
                i % 11 > 0 ? "cliente " + i % 97 + (i % 5 == 0 ? "ã" : "") : "~",
                "0x" + HexFormat.of().formatHex(code),
                i % 2 == 0 ? "" + (i + 0.5f) : "~",
                "~");
        return String.join("|", fields) + " @" + (i + 1);
    }

    @Test
    void whatStructsHoldIsFoundByItsPathAndListsAndMapsAreNotRead() throws Exception {
        new TestParquet("required int32 id;"
                        + " optional group address { optional binary city (STRING);"
                        + " optional group geo { required double lat; } }"
                        + " optional group tags (LIST) { repeated group list { optional int32 element; } }"
                        + " optional group props (MAP)"
                        + " { repeated group key_value { required binary key; optional int32 value; } }"
                        + " repeated int32 plain; required int32 last;")
                .writeTo(
                        path,
                        row -> {
                            Group address =
                                    row.append("id", 1).addGroup("address").append("city", "Rio");
                            address.addGroup("geo").append("lat", -22.5);
                            row.addGroup("tags").addGroup("list").append("element", 5);
                            row.append("plain", 1).append("plain", 2).append("last", 9);
                        },
                        row -> row.append("id", 2).append("last", 10).addGroup("address"));
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            Header header = file.header().orElseThrow();
            assertThat(header.names())
                    .containsExactly("id", "address.city", "address.geo.lat", "tags", "props", "plain", "last");
            assertThat(header.problem(0)).isNull();
            assertThat(header.problem(3)).contains("is a list");
            assertThat(header.problem(4)).contains("is a map");
            assertThat(header.problem(5)).contains("is a list");
        }
        assertThat(ReadFiles.rows(path, SPEC)).containsExactly("1|Rio|-22.5|~|~|~|9 @1", "2|~|~|~|~|~|10 @2");
    }

    @Test
    void columnsThatNobodyAsksForAreNotEvenLookedAt() throws Exception {
        new TestParquet("required int32 a; required binary b (STRING);")
                .with(builder -> builder.withDictionaryEncoding(false).withPageWriteChecksumEnabled(true))
                .writeTo(path, 2, (row, i) -> row.append("a", i).append("b", "damaged"));
        overwrite("damaged", "DAMAGED");
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            BitSet fields = new BitSet();
            fields.set(0);
            file.takeOnly(fields);
            assertThat(file.next().text(0, 10)).isEqualTo("0");
            assertThat(file.next().notation(1)).isEqualTo(Notation.NULL);
            assertThat(file.next()).isNull();
            assertThat(file.hash()).isEqualTo(ReadFiles.sha256(path));
            assertThat(file.size()).isEqualTo(Files.size(path));
        }
        assertUnreadable("row 1 (line 1): column 'b', page at byte ", "its checksum is not that of its bytes");
    }

    @Test
    void aFileWithoutRowsHasAHeader() throws Exception {
        new TestParquet("required int32 a;").writeTo(path, 0, (row, i) -> {});
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            assertThat(file.header().orElseThrow().names()).containsExactly("a");
            assertThat(file.next()).isNull();
            assertThat(file.hash()).isEqualTo(ReadFiles.sha256(path));
        }
    }

    private void assertUnreadable(String... message) {
        assertThatThrownBy(() -> ReadFiles.rows(path, SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContainingAll(message);
    }

    private void overwrite(String old, String other) throws IOException {
        String content = new String(Files.readAllBytes(path), ISO_8859_1);
        assertThat(content).contains(old);
        Files.write(path, content.replace(old, other).getBytes(ISO_8859_1));
    }
}
