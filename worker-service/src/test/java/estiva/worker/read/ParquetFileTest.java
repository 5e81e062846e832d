package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.HexFormat;
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

/** What the columns of a parquet file hold. */
class ParquetFileTest {
    private static final String SPEC = "{'target':'T','format':{'type':'parquet'}}";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void aPath() {
        path = folder.resolve("file.parquet");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "int32 a; 7; NUMBER; 7; INT",
                "int32 a; -2147483648; NUMBER; -2147483648; INT",
                "int32 a (INTEGER(8,false)); 255; NUMBER; 255; TINYINT",
                "int32 a (INTEGER(16,true)); -3; NUMBER; -3; SMALLINT",
                "int32 a (INTEGER(32,false)); -1; NUMBER; 4294967295; BIGINT",
                "int32 a (UINT_8); 200; NUMBER; 200; TINYINT",
                "int64 a; -9223372036854775808; NUMBER; -9223372036854775808; BIGINT",
                "int64 a; 1000000000000000000; NUMBER; 1000000000000000000; BIGINT",
                "int64 a (INTEGER(64,false)); -1; NUMBER; 18446744073709551615; DECIMAL(20, 0)",
                "int32 a (DECIMAL(9,2)); -5; DIGITS; -0.05; DECIMAL(9, 2)",
                "int64 a (DECIMAL(18,3)); 1234567; DIGITS; 1234.567; DECIMAL(18, 3)",
                "int64 a (DECIMAL(18,0)); 12; DIGITS; 12; DECIMAL(18, 0)",
                "int32 a (DATE); 19782; TIME; 2024-02-29; DATE",
                "int32 a (DATE); -719162; TIME; 0001-01-01; DATE",
                "int32 a (DATE); 2932897; TIME; +10000-01-01; DATE",
                "int32 a (TIME(MILLIS,true)); 45296789; TIME; 12:34:56.789; TIME(3)",
                "int64 a (TIME(MICROS,false)); 60000000; TIME; 00:01:00; TIME(6)",
                "int64 a (TIME(NANOS,false)); 1; TIME; 00:00:00.000000001; TIME(7)",
                "int64 a (TIME_MICROS); 86400000000; NUMBER; 86400000000; TIME(6)",
                "int64 a (TIMESTAMP(MILLIS,true)); -1; INSTANT; 1969-12-31T23:59:59.999Z; DATETIMEOFFSET(3)",
                "int64 a (TIMESTAMP(MICROS,false)); 1709210096000001; TIME; 2024-02-29T12:34:56.000001; DATETIME2(6)",
                "int64 a (TIMESTAMP(NANOS,false)); 1709210096000000100; TIME; 2024-02-29T12:34:56.0000001; DATETIME2(7)",
                "int64 a (TIMESTAMP_MICROS); 0; INSTANT; 1970-01-01T00:00:00Z; DATETIMEOFFSET(6)",
            })
    void aWholeNumberIsWhatTheSchemaSaysItIs(String field, long stored, String notation, String text, String type)
            throws Exception {
        boolean isLong = field.startsWith("int64");
        new TestParquet("required " + field + ";").writeTo(path, row -> {
            if (isLong) {
                row.add("a", stored);
            } else {
                row.add("a", (int) stored);
            }
        });
        assertCell(notation, text, type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "double a; 5; NUMBER; 5; FLOAT",
                "double a; 0.1; NUMBER; 0.1; FLOAT",
                "double a; 1e-4; NUMBER; 0.0001; FLOAT",
                "double a; 9007199254740991; NUMBER; 9007199254740991; FLOAT",
                "double a; 1.2345678901234568E18; DOUBLE; 1234567890123456800; FLOAT",
                "double a; 2e23; DOUBLE; 200000000000000000000000; FLOAT",
                "double a; NaN; NUMBER; NaN; FLOAT",
                "float a; 0.1; NUMBER; 0.1; REAL",
                "float a; 1e-7; NUMBER; 0.0000001; REAL",
                "float a; 16777216; NUMBER; 16777216; REAL",
                "float a; 987654336; NUMBER; 987654336; REAL",
                "float a; 1e30; NUMBER; 1000000000000000000000000000000; REAL",
            })
    void aBinaryFractionHasNoMoreDigitsThanItNeedsAndNoExponent(
            String field, double stored, String notation, String text, String type) throws Exception {
        new TestParquet("required " + field + ";").writeTo(path, row -> {
            if (field.startsWith("float")) {
                row.add("a", (float) stored);
            } else {
                row.add("a", stored);
            }
        });
        assertCell(notation, text, type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "binary a (STRING); 53c3a36f204ac3a36f; QUOTED; São Jão; NVARCHAR",
                "binary a (ENUM); 41; QUOTED; A; NVARCHAR",
                "binary a (JSON); 7b7d; QUOTED; {}; NVARCHAR",
                "binary a (UTF8); ; QUOTED; ''; NVARCHAR",
                "binary a; 00ff41; QUOTED; 0x00ff41; VARBINARY(MAX)",
                "fixed_len_byte_array(2) a; 00ff; QUOTED; 0x00ff; BINARY(2)",
                "fixed_len_byte_array(16) a (UUID); 00112233445566778899aabbccddeeff; QUOTED; 00112233-4455-6677-8899-aabbccddeeff; UNIQUEIDENTIFIER",
                "fixed_len_byte_array(5) a (DECIMAL(10,2)); fffffffffb; DIGITS; -0.05; DECIMAL(10, 2)",
                "binary a (DECIMAL(38,10)); 0102030405060708090a; DIGITS; 475947727522.2530853130; DECIMAL(38, 10)",
                "int96 a; 00e40b540200000059682500; TIME; 2000-01-01T00:00:10; DATETIME2(7)",
            })
    void bytesAreWhatTheSchemaSaysTheyAre(String field, String hex, String notation, String text, String type)
            throws Exception {
        byte[] stored = HexFormat.of().parseHex(hex == null ? "" : hex);
        new TestParquet("required " + field + ";")
                .writeTo(path, row -> row.add("a", Binary.fromConstantByteArray(stored)));
        assertCell(notation, text, type);
    }

    @Test
    void bytesThatNothingIsSaidOfAreTextsIfTheImportNamesAnEncoding() throws Exception {
        new TestParquet("required binary a;")
                .writeTo(path, row -> row.add("a", Binary.fromConstantByteArray("São".getBytes(ISO_8859_1))));
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'type':'parquet','encoding':'ISO-8859-1'}}"))
                .containsExactly("São @1");
    }

    /** Every combination makes its pages in another way, and there are several of them in several row groups. */
    @ParameterizedTest
    @CsvSource({
        "UNCOMPRESSED, PARQUET_1_0, true, false", "SNAPPY, PARQUET_1_0, true, false",
                "SNAPPY, PARQUET_1_0, false, false",
        "GZIP, PARQUET_1_0, true, false", "ZSTD, PARQUET_1_0, false, true", "LZ4_RAW, PARQUET_1_0, true, false",
        "UNCOMPRESSED, PARQUET_2_0, false, false", "SNAPPY, PARQUET_2_0, true, false",
                "ZSTD, PARQUET_2_0, false, false",
        "GZIP, PARQUET_2_0, false, true",
    })
    void pagesAreReadHoweverTheyAreEncodedAndCompressed(
            CompressionCodecName codec, WriterVersion version, boolean hasDictionary, boolean isSplit)
            throws Exception {
        int rows = 3_000;
        new TestParquet(
                        "required int32 id; optional int64 big; optional double share; optional boolean flag;"
                                + " optional binary name (STRING); required fixed_len_byte_array(3) code; optional float f; optional int32 none;")
                .with(builder -> builder.withCompressionCodec(codec)
                        .withWriterVersion(version)
                        .withDictionaryEncoding(hasDictionary)
                        .withByteStreamSplitEncoding(isSplit)
                        .withPageRowCountLimit(170)
                        .withRowGroupRowCountLimit(1_100)
                        .withPageWriteChecksumEnabled(true))
                .writeTo(path, rows, ParquetFileTest::fill);
        assertThat(ReadFiles.rows(path, SPEC))
                .containsExactlyElementsOf(IntStream.range(0, rows)
                        .mapToObj(ParquetFileTest::filled)
                        .toList());
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
        return String.join(
                        "|",
                        "" + i * 7919,
                        i % 3 > 0 ? "" + (long) i * i * i * (i % 2 == 0 ? 1 : -1) : "~",
                        i % 500 < 400 ? (i % 8 == 0 ? "" + i / 8 : "" + i / 8.0) : "~",
                        i % 500 < 400 ? "" + (i % 7 == 0) : "~",
                        i % 11 > 0 ? "cliente " + i % 97 + (i % 5 == 0 ? "ã" : "") : "~",
                        "0x"
                                + HexFormat.of()
                                        .formatHex(
                                                String.format("%03d", i % 1000).getBytes(UTF_8)),
                        i % 2 == 0 ? "" + (i + 0.5f) : "~",
                        "~")
                + " @" + (i + 1);
    }

    @Test
    void whatStructsHoldIsFoundByItsPathAndListsAndMapsAreNotRead() throws Exception {
        new TestParquet(
                        "required int32 id; optional group address { optional binary city (STRING); optional group geo {"
                                + " required double lat; } } optional group tags (LIST) { repeated group list { optional int32 element; } }"
                                + " optional group props (MAP) { repeated group key_value { required binary key; optional int32 value; } }"
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
            assertThat(file.hash()).isEqualTo(sha256(path));
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
            assertThat(file.hash()).isEqualTo(sha256(path));
        }
    }

    private void assertCell(String notation, String text, String type) throws Exception {
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            Row row = file.next();
            assertThat(row.problem()).isNull();
            assertThat(row.text(0, 100)).isEqualTo(text);
            assertThat(row.notation(0)).isEqualTo(Notation.valueOf(notation));
            assertThat(file.header().orElseThrow().declared().get(0).type()).isEqualTo(type);
            assertThat(file.next()).isNull();
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

    private static String sha256(Path path) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
    }
}
