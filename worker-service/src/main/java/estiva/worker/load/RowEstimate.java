package estiva.worker.load;

import estiva.control.files.SourceFile;
import estiva.control.imports.FileFormat;
import estiva.worker.read.RowFiles;
import java.io.IOException;
import java.io.InputStream;

/** How many rows a file may have, by its size and the lines of its head: an order of magnitude, for the price of a look. */
final class RowEstimate {

    private static final int HEAD = 64 * 1024;
    /** Bytes: of some columns, packed by whatever does it. */
    private static final int PACKED_ROW = 32;

    private RowEstimate() {}

    static long rows(SourceFile file, FileFormat format) throws IOException {
        if (RowFiles.isPacked(file, format)) {
            return file.size() / PACKED_ROW;
        }
        if (format.recordLength() != null) {
            return file.size() / format.recordLength();
        }
        byte[] head;
        try (InputStream bytes = file.open()) {
            head = bytes.readNBytes(HEAD);
        }
        long lines = 0;
        for (byte b : head) {
            lines += b == '\n' ? 1 : 0;
        }
        return head.length < HEAD ? lines : file.size() / head.length * Math.max(1, lines);
    }
}
