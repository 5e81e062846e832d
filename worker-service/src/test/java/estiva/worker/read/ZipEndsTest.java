package estiva.worker.read;

import static estiva.worker.read.ByteParts.join;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where packed data begin and end in a zip, and what stands around them: nothing of a file is left out in silence. */
class ZipEndsTest {
    private static final String SPEC = "{'target':'T'}";
    private static final byte[] TEXT = "a\n1\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void dataAroundAZipAreAFailure() throws Exception {
        byte[] zip = zip(ZipEntry.DEFLATED);

        assertThat(ReadFiles.rows(write("f.zip", zip), SPEC)).containsExactly("1 @2");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip, zip), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("holds " + zip.length + " bytes before its first entry");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", "#!".getBytes(UTF_8), zip), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("before its first entry");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip, "more".getBytes(UTF_8)), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("its directory is not at its end");
        // As what makes programs of zips does it: the places are counted from the begin of the file.
        byte[] counted = join("#!".getBytes(UTF_8), zip);
        addTo(counted, directory(counted) + 42, 2);
        addTo(counted, counted.length - 6, 2);
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", counted), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("before its first entry");
    }

    @ParameterizedTest
    @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
    void aMemberThatIsNotWhatTheDirectorySaysIsDamaged(int method) throws Exception {
        byte[] otherSum = zip(method);
        otherSum[directory(otherSum) + 16] ^= 1;
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", otherSum), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("member f.csv is damaged: its checksum");

        byte[] otherByte = zip(ZipEntry.STORED);
        otherByte[30 + "f.csv".length() + 2] = '7';
        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", otherByte), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("its checksum");
    }

    @Test
    void aMemberOfAnotherSizeIsDamaged() throws Exception {
        for (int change : new int[] {-1, 1}) {
            byte[] zip = zip(ZipEntry.DEFLATED);
            addTo(zip, directory(zip) + 24, change);
            assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip), SPEC))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("where the directory says");
        }
    }

    @Test
    void aMemberWhoseDataEndEarlyIsCutOff() throws Exception {
        byte[] zip = zip(ZipEntry.DEFLATED);
        addTo(zip, directory(zip) + 20, -3);

        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("member f.csv is cut off");
    }

    @Test
    void anEncryptedMemberIsRefused() throws Exception {
        byte[] zip = zip(ZipEntry.DEFLATED);
        zip[6] |= 1;
        zip[directory(zip) + 8] |= 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.zip", zip), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("encrypted");
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
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("its checksum is not that of its bytes");
        assertThatThrownBy(() -> ReadFiles.rows(write("f.xlsx", whole, whole), spec))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("before its first entry");
    }

    private Path write(String name, byte[]... parts) throws IOException {
        return Files.write(folder.resolve(name), join(parts));
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
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6) + (zip[0] == '#' ? 2 : 0);
    }

    private static void addTo(byte[] bytes, int at, int change) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(at, buffer.getInt(at) + change);
    }
}
