package estiva.worker.load;

import estiva.control.files.SourceFile;
import estiva.control.imports.FileFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** How many rows a file may have, by its size and the lines of its head: an order of magnitude, for the price of a look. */
final class RowEstimate {

    private static final int HEAD = 64 * 1024;
    /** Bytes: of some columns, packed by whatever does it. */
    private static final int PACKED_ROW = 32;
    /** How gzip, zip (a workbook is one) and parquet begin. */
    private static final List<byte[]> PACKED =
            List.of(new byte[] {0x1F, (byte) 0x8B}, new byte[] {'P', 'K'}, new byte[] {'P', 'A', 'R', '1'});

    private RowEstimate() {}

    static long rows(SourceFile file, FileFormat format) throws IOException {
        if (format.recordLength() != null) {
            return file.size() / format.recordLength();
        }
        byte[] head = head(file);
        if (PACKED.stream().anyMatch(start -> startsWith(head, start))) {
            return file.size() / PACKED_ROW;
        }
        long lines = 0;
        for (byte b : head) {
            lines += b == '\n' ? 1 : 0;
        }
        return head.length < HEAD ? lines : file.size() / head.length * Math.max(1, lines);
    }

    private static byte[] head(SourceFile file) throws IOException {
        try (InputStream bytes = file.open()) {
            return bytes.readNBytes(HEAD);
        }
    }

    private static boolean startsWith(byte[] head, byte[] start) {
        return head.length >= start.length && Arrays.equals(head, 0, start.length, start, 0, start.length);
    }
}
