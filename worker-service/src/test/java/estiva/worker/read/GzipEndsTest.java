package estiva.worker.read;

import static estiva.worker.read.ByteParts.join;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where members of a gzip file begin and end, and what stands after them: nothing of a file is left out in silence. */
class GzipEndsTest {
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

        assertThat(ReadFiles.rows(write("f.gz", first, gzip("2\n".getBytes(UTF_8))), SPEC))
                .containsExactly("1 @2", "2 @3");
    }

    @Test
    void aHeaderThatIsDamagedIsNoGzip() throws Exception {
        byte[] file = gzipWithComment(gzip(TEXT), 5);
        file[11] ^= 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.gz", file), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("is not packed by gzip");
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
        assertThat(ReadFiles.rows(write("f.gz", gzip(TEXT), new byte[count]), SPEC))
                .containsExactly("1 @2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "2\n3\n", "\u001f", "\u001f\u008b", "\u001f\u008b\u0007", "PK\u0003\u0004", "\0\0\0x"})
    void anythingElseAfterAGzipFileIsAFailureThatNamesThePlace(String rest) throws Exception {
        byte[] packed = gzip(TEXT);
        int zeros = rest.lastIndexOf('\0') + 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.gz", packed, rest.getBytes(ISO_8859_1)), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(
                        rest.startsWith("\u001f") && rest.length() < 3
                                ? "cut off"
                                : "at byte " + (packed.length + zeros));
    }

    @Test
    void aLengthThatIsNotThatOfTheTextIsDamage() throws Exception {
        byte[] packed = gzip(TEXT);
        packed[packed.length - 1] ^= 1;

        assertThatThrownBy(() -> ReadFiles.rows(write("f.gz", packed), SPEC))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("size");
    }

    private Path write(String name, byte[]... parts) throws IOException {
        return Files.write(folder.resolve(name), join(parts));
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
}
