package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where packed data begin and end, and what stands around them: nothing of a file is left out in silence. */
class PackedEndsTest {

    private static final String SPEC = "{'target':'T'}";
    private static final byte[] TEXT = "a\n1\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    /** Lengths on both sides of the buffer's, so that members end wherever a read of the file may. */
    @ParameterizedTest
    @ValueSource(ints = {1, 17, 18, 19, 26, 27, 64, 100_000})
    void everyMemberOfAGzipFileIsReadWhereverReadsEnd(int buffer) throws Exception {
        byte[] file = new byte[0];
        StringBuilder text = new StringBuilder();
        for (int member = 0; member < 50; member++) {
            String part = (member + "\n").repeat(member % 7);
            file = join(file, gzip(part.getBytes(UTF_8)));
            text.append(part);
        }

        try (InputStream in = new GzipMembers(new ByteArrayInputStream(file), buffer)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 18, 26, 27})
    void aMemberThatEndsWhereAReadOfTheFileEndsIsNotTheLast(int rest) throws Exception {
        byte[] plain = gzip(TEXT);
        byte[] first = gzipWithComment(plain, (1 << 16) - rest - plain.length - 3);
        assertThat(first).hasSize((1 << 16) - rest);

        assertThat(ReadFiles.rows(write("f.gz", first, gzip("2\n".getBytes(UTF_8))), SPEC)).containsExactly("1 @2", "2 @3");
    }

    @Test
    void aHeaderThatIsDamagedIsNoGzip() throws Exception {
        byte[] file = gzipWithComment(gzip(TEXT), 5);
        file[11] ^= 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.gz", file), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageStartingWith("is not packed by gzip");
    }

    @Test
    void aHeaderMayHoldAllThatItMay() throws Exception {
        byte[] plain = gzip(TEXT);
        byte[] header = {31, (byte) 139, 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 3, 0, 9, 9, 9, 'n', 0, 'c', 0};

        assertThat(ReadFiles.rows(write("f.gz", header, Arrays.copyOfRange(plain, 10, plain.length)), SPEC))
                .containsExactly("1 @2");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 512, 200_000})
    void zerosAfterAGzipFileArePadding(int count) throws Exception {
        assertThat(ReadFiles.rows(write("f.gz", gzip(TEXT), new byte[count]), SPEC)).containsExactly("1 @2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2\n3\n", "\u001f", "\u001f\u008b", "\u001f\u008b\u0007", "PK\u0003\u0004", "\0\0\0x"})
    void anythingElseAfterAGzipFileIsAFailureThatNamesThePlace(String rest) throws Exception {
        byte[] packed = gzip(TEXT);
        int zeros = rest.lastIndexOf('\0') + 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.gz", packed, rest.getBytes(ISO_8859_1)), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(rest.startsWith("\u001f") && rest.length() < 3
                        ? "cut off"
                        : "at byte " + (packed.length + zeros));
    }

    @Test
    void aLengthThatIsNotThatOfTheTextIsDamage() throws Exception {
        byte[] packed = gzip(TEXT);
        packed[packed.length - 1] ^= 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.gz", packed), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("damaged").hasMessageContaining("size");
    }

    @Test
    void dataAroundAZipAreAFailure() throws Exception {
        byte[] zip = zip(ZipEntry.DEFLATED);

        assertThat(ReadFiles.rows(write("f.zip", zip), SPEC)).containsExactly("1 @2");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip, zip), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("holds " + zip.length + " bytes before its first entry");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", "#!".getBytes(UTF_8), zip), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("before its first entry");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip, "more".getBytes(UTF_8)), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("its directory is not at its end");
        // As what makes programs of zips does it: the places are counted from the begin of the file.
        byte[] counted = join("#!".getBytes(UTF_8), zip);
        addTo(counted, directory(counted) + 42, 2);
        addTo(counted, counted.length - 6, 2);
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", counted), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("before its first entry");
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
    void aMemberThatIsNotWhatTheDirectorySaysIsDamaged(int method) throws Exception {
        byte[] otherSum = zip(method);
        otherSum[directory(otherSum) + 16] ^= 1;
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", otherSum), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("member f.csv is damaged: its checksum");

        byte[] otherByte = zip(ZipEntry.STORED);
        otherByte[30 + "f.csv".length() + 2] = '7';
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", otherByte), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("its checksum");
    }

    @Test
    void aMemberOfAnotherSizeIsDamaged() throws Exception {
        for (int change : new int[] {-1, 1}) {
            byte[] zip = zip(ZipEntry.DEFLATED);
            addTo(zip, directory(zip) + 24, change);
            assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip), SPEC))
                    .isInstanceOf(UnreadableFile.class).hasMessageContaining("where the directory says");
        }
    }

    @Test
    void aMemberWhoseDataEndEarlyIsCutOff() throws Exception {
        byte[] zip = zip(ZipEntry.DEFLATED);
        addTo(zip, directory(zip) + 20, -3);

        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("member f.csv is cut off");
    }

    @Test
    void anEncryptedMemberIsRefused() throws Exception {
        byte[] zip = zip(ZipEntry.DEFLATED);
        zip[6] |= 1;
        zip[directory(zip) + 8] |= 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip), SPEC))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("encrypted");
    }

    @Test
    void aWorkbookWhosePartIsDamagedOrHasDataBeforeItIsRefused() throws Exception {
        String spec = "{'target':'T','format':{'type':'xlsx','header':false},'columns':[{'source':1,'target':'A'}]}";
        Path path = new TestWorkbook().sheet("S", "<row><c><v>1</v></c></row>").writeTo(folder.resolve("f.xlsx"));
        byte[] whole = Files.readAllBytes(path);
        assertThat(ReadFiles.rows(path, spec)).containsExactly("1 @1");

        byte[] sums = whole.clone();
        for (int at = directory(sums); at < sums.length - 46; at++) {
            if (ByteBuffer.wrap(sums).order(ByteOrder.LITTLE_ENDIAN).getInt(at) == 0x02014b50
                    && new String(sums, at + 46, 24, ISO_8859_1).startsWith("xl/worksheets/sheet1.xml")) {
                sums[at + 16] ^= 1;
            }
        }
        assertThatThrownBy(() -> ReadFiles.rows(write("f.xlsx", sums), spec))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("its checksum is not that of its bytes");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.xlsx", whole, whole), spec))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("before its first entry");
    }

    @Test
    void parquetFilesThatWereJoinedAreRefusedAndNotReadFromTheWrongOne() throws Exception {
        String spec = "{'target':'T','format':{'type':'parquet'}}";
        byte[] first = Files.readAllBytes(new TestParquet("required int32 a;")
                .writeTo(folder.resolve("1.parquet"), 3, (row, number) -> row.add("a", number)));
        byte[] second = Files.readAllBytes(new TestParquet("required int32 a;")
                .writeTo(folder.resolve("2.parquet"), 3, (row, number) -> row.add("a", 10 + number)));

        assertThat(ReadFiles.rows(write("f.parquet", second), spec)).containsExactly("10 @1", "11 @2", "12 @3");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.parquet", first, second), spec))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("holds " + first.length + " bytes of another parquet file before it");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.parquet", first, first, second), spec))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("another parquet file");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.parquet", second, new byte[8]), spec))
                .isInstanceOf(UnreadableFile.class).hasMessageContaining("does not end with PAR1");
    }

    private Path write(String name, byte[]... parts) throws IOException {
        return Files.write(folder.resolve(name), join(parts));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    /** With a checksum of its header; it has so many bytes more, and three. */
    private static byte[] gzipWithComment(byte[] plain, int length) {
        byte[] header = join(Arrays.copyOf(plain, 10), "c".repeat(length).getBytes(UTF_8), new byte[1]);
        header[3] = 2 | 16;
        CRC32 sum = new CRC32();
        sum.update(header);
        byte[] both = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        return join(header, both, Arrays.copyOfRange(plain, 10, plain.length));
    }

    /** One member, of which the sizes stand before its data as in the directory if it is stored. */
    private static byte[] zip(int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("f.csv");
            entry.setMethod(method);
            entry.setSize(TEXT.length);
            CRC32 sum = new CRC32();
            sum.update(TEXT);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(TEXT);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static int directory(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6)
                + (zip[0] == '#' ? 2 : 0);
    }

    private static void addTo(byte[] bytes, int at, int change) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at, buffer.getInt(at) + change);
    }
}
