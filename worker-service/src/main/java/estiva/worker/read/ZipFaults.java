package estiva.worker.read;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Why the JDK does not open a zip, in words for those who write files: a password, or a way of packing that it does not know.
 * The fields are those of https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, section 4.3.12.
 */
final class ZipFaults {

    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final Map<Integer, String> METHODS =
            Map.of(9, "Deflate64", 12, "bzip2", 14, "LZMA", 93, "Zstandard", 95, "xz", 98, "PPMd", 99, "AES");

    private ZipFaults() {}

    /**
     * @param offset where the directory begins
     * @param length of the directory
     * @return as a sentence's end; null: it is something else
     */
    static String describe(Path path, long offset, int length) throws IOException {
        ByteBuffer directory = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (offset < 0 || offset + length > file.length()) {
                return null;
            }
            file.seek(offset);
            file.readFully(directory.array());
        }
        int at = 0;
        while (at + ENTRY_LENGTH <= length && directory.getInt(at) == ENTRY) {
            int nameEnd = Math.min(length, at + ENTRY_LENGTH + unsigned(directory, at + 28));
            int method = unsigned(directory, at + 10);
            String name = new String(
                    directory.array(), at + ENTRY_LENGTH, nameEnd - at - ENTRY_LENGTH, StandardCharsets.ISO_8859_1);
            if ((directory.get(at + 8) & 1) != 0) {
                return "is encrypted: member " + name + " has a password; pack it without one";
            }
            if (method != STORED && method != DEFLATED) {
                return "has member " + name + " packed by " + METHODS.getOrDefault(method, "method " + method)
                        + ", which is not read; pack it by deflate, as most programs do";
            }
            at = nameEnd + unsigned(directory, at + 30) + unsigned(directory, at + 32);
        }
        return null;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }
}
