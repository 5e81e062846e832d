package estiva.worker.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many rows a file may have, by its size and the lines of its head: an order of magnitude, for the price of a look. */
final class RowEstimate {

    private static final int HEAD = 64 * 1024;

    private RowEstimate() {}

    static long rows(Path file) throws IOException {
        byte[] head;
        try (InputStream bytes = Files.newInputStream(file)) {
            head = bytes.readNBytes(HEAD);
        }
        long lines = 0;
        for (byte b : head) {
            lines += b == '\n' ? 1 : 0;
        }
        return head.length < HEAD ? lines : Files.size(file) / head.length * Math.max(1, lines);
    }
}
