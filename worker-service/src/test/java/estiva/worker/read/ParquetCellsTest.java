package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the columns of a parquet file hold. */
class ParquetCellsTest {
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
                "int64 a (TIMESTAMP(NANOS,false)); 1709210096000000100; TIME; 2024-02-29T12:34:56.0000001;"
                        + " DATETIME2(7)",
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
                "fixed_len_byte_array(16) a (UUID); 00112233445566778899aabbccddeeff; QUOTED;"
                        + " 00112233-4455-6677-8899-aabbccddeeff; UNIQUEIDENTIFIER",
                "fixed_len_byte_array(5) a (DECIMAL(10,2)); fffffffffb; DIGITS; -0.05; DECIMAL(10, 2)",
                "binary a (DECIMAL(38,10)); 0102030405060708090a; DIGITS; 475947727522.2530853130; DECIMAL(38, 10)",
                "int96 a; 00e40b540200000059682500; INSTANT; 2000-01-01T00:00:10Z; DATETIME2(7)",
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
}
