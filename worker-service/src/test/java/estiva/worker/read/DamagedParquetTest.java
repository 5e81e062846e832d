package estiva.worker.read;

import static estiva.worker.read.ByteParts.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files that are damaged, cut off or joined, or ask for more than they may have. */
class DamagedParquetTest {
    private static final String SPEC = "{'target':'T','format':{'type':'parquet'}}";

    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void aPath() {
        path = folder.resolve("file.parquet");
    }

    @Test
    void aTextThatIsNoneMakesItsRowBad() throws Exception {
        new TestParquet("required int32 a; required binary b (STRING);")
                .writeTo(
                        path,
                        row -> row.append("a", 1).append("b", "good"),
                        row -> row.append("a", 2)
                                .append("b", Binary.fromConstantByteArray(new byte[] {'x', (byte) 0xFF})),
                        row -> row.append("a", 3).append("b", "good again"));
        assertThat(ReadFiles.rows(path, SPEC))
                .containsExactly("1|good @1", "!has bytes that are no UTF-8 in column 'b' @2", "3|good again @3");
    }

    @Test
    void aValueThatIsLongerThanARowMayBeMakesItsRowBad() throws Exception {
        byte[] longest = new byte[Limits.LONGEST_ROW + 1];
        new TestParquet("required binary b (STRING);")
                .with(builder -> builder.withCompressionCodec(CompressionCodecName.ZSTD))
                .writeTo(
                        path,
                        2,
                        (row, i) -> row.append(
                                "b", i == 0 ? Binary.fromConstantByteArray(longest) : Binary.fromString("x")));
        assertThat(ReadFiles.rows(path, SPEC))
                .containsExactly("!has more than 16 Mi characters or bytes in column 'b' @1", "x @2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BROTLI", "LZO", "LZ4"})
    void aCodecThatIsNotReadIsNamed(CompressionCodecName codec) throws Exception {
        new TestParquet("required int32 a;")
                .with(builder -> builder.withCompressionCodec(codec))
                .writeTo(path, row -> row.append("a", 1));
        assertUnreadable(
                "column 'a'", "compressed by " + codec + ", which is not read; there are UNCOMPRESSED, SNAPPY, GZIP");
    }

    @Test
    void whatIsNoParquetFileIsToldFromOneThatIsCutOffOrEncrypted() throws Exception {
        Files.write(path, new byte[0]);
        assertUnreadable("is empty");
        Files.writeString(path, "a,b,c\n1,2,3\n4,5,6\n");
        assertUnreadable("does not begin with PAR1");
        byte[] whole = Files.readAllBytes(small());
        Files.write(path, Arrays.copyOf(whole, whole.length - 10));
        assertUnreadable("it is cut off, or was never closed by what wrote it");
        whole[whole.length - 1] = 'E';
        Files.write(path, whole);
        assertUnreadable("it is encrypted");
    }

    @Test
    void aFooterThatClaimsMoreThanThereIsIsDamaged() throws Exception {
        byte[] bytes = Files.readAllBytes(small());
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, Integer.MAX_VALUE);
        Files.write(path, bytes);
        assertUnreadable("its footer has 2147483647 bytes of " + bytes.length);
    }

    /** Whichever byte is wrong: it does not show, or its row is bad, or the file cannot be read. */
    @Test
    void aByteThatIsWrongNeverDoesWorse() throws Exception {
        byte[] whole = Files.readAllBytes(small());
        int unreadable = 0;
        for (int at = 0; at < whole.length; at++) {
            for (int bit : new int[] {0x01, 0x80, 0xFF}) {
                byte[] wrong = whole.clone();
                wrong[at] ^= (byte) bit;
                Files.write(path, wrong);
                try {
                    assertThat(ReadFiles.rows(path, SPEC)).hasSizeLessThan(1_000);
                } catch (UnreadableFile e) {
                    unreadable++;
                    assertThat(e).message().isNotBlank();
                }
            }
        }
        assertThat(unreadable).isGreaterThan(whole.length / 2);
    }

    @ParameterizedTest
    @EnumSource(WriterVersion.class)
    void pagesThatNeedMoreMemoryThanAllowedAreRefused(WriterVersion version) throws Exception {
        new TestParquet("required binary a (STRING);")
                .with(builder -> builder.withWriterVersion(version).withCompressionCodec(CompressionCodecName.ZSTD))
                .writeTo(path, 400, (row, i) -> row.append("a", i + "x".repeat(1_000)));
        assertThat(ReadFiles.rows(path, SPEC)).hasSize(400);
        ReadLimits small = new ReadLimits(1L << 30, 250, 10_000, 1_000, 1_000, 100_000);
        assertThatThrownBy(() -> ReadFiles.rows(path, SPEC, small))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContainingAll(
                        "column 'a'", "need more than 100000 bytes of memory", "estiva.worker.read.page-bytes");
        ReadLimits smallest = new ReadLimits(1L << 30, 250, 10_000, 1_000, 1_000, 100);
        assertThatThrownBy(() -> ReadFiles.open(path, SPEC, smallest))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContainingAll("its footer has ", "where 12 are read", "estiva.worker.read.page-bytes");
    }

    @Test
    void aFewBytesThatExpandToManyRowsStopAtTheLimit() throws Exception {
        new TestParquet("optional int32 a;").writeTo(path, 5_000, (row, i) -> {});
        ReadLimits small = new ReadLimits(1L << 30, 250, 10_000, 1_000, 1_000, 1 << 26);
        assertThatThrownBy(() -> ReadFiles.rows(path, SPEC, small))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("expands to more than 1000 rows");
    }

    @Test
    void aFileThatIsOverwrittenWhileItIsReadIsNotCalledDamaged() throws Exception {
        new TestParquet("required int32 a;")
                .with(builder -> builder.withRowGroupRowCountLimit(100))
                .writeTo(path, 200, (row, i) -> row.append("a", i));
        try (RowFile file = ReadFiles.open(path, SPEC)) {
            for (int i = 0; i < 100; i++) {
                file.next();
            }
            Files.write(path, new byte[10], StandardOpenOption.TRUNCATE_EXISTING);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            file.next();
                        }
                    })
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("changed while it was read");
            assertThat(file.hash()).isNull();
        }
    }

    @Test
    void parquetFilesThatWereJoinedAreRefusedAndNotReadFromTheWrongOne() throws Exception {
        byte[] first = Files.readAllBytes(new TestParquet("required int32 a;")
                .writeTo(folder.resolve("1.parquet"), 3, (row, number) -> row.add("a", number)));
        byte[] second = Files.readAllBytes(new TestParquet("required int32 a;")
                .writeTo(folder.resolve("2.parquet"), 3, (row, number) -> row.add("a", 10 + number)));

        assertThat(ReadFiles.rows(write(second), SPEC)).containsExactly("10 @1", "11 @2", "12 @3");
        assertThatThrownBy(() -> ReadFiles.rows(write(first, second), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("holds " + first.length + " bytes of another parquet file before it");
        assertThatThrownBy(() -> ReadFiles.rows(write(first, first, second), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("another parquet file");
        assertThatThrownBy(() -> ReadFiles.rows(write(second, new byte[8]), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("does not end with PAR1");
    }

    private Path small() throws IOException {
        return new TestParquet("required int32 a; optional binary b (STRING); optional double c;")
                .with(builder -> builder.withWriterVersion(WriterVersion.PARQUET_2_0))
                .writeTo(folder.resolve("small.parquet"), 12, (row, i) -> {
                    row.append("a", i).append("b", "text " + i % 3);
                    if (i % 2 == 0) {
                        row.append("c", i / 4.0);
                    }
                });
    }

    private Path write(byte[]... parts) throws IOException {
        return Files.write(path, join(parts));
    }

    private void assertUnreadable(String... message) {
        assertThatThrownBy(() -> ReadFiles.rows(path, SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContainingAll(message);
    }
}
