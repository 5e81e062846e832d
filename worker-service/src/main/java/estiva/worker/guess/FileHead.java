package estiva.worker.guess;

import estiva.control.files.SourceFile;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The first bytes of a file, and what they tell of it. */
final class FileHead {
    private static final int LENGTH = 256 * 1024;

    private final byte[] bytes;

    private FileHead(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The head of what is in it, of a file that is packed; a workbook is a zip, too, but is taken as it is. */
    static FileHead of(RowFiles files, SourceFile file, MemoryShare memory, Stop stop) throws UnreadableFile {
        // As characters, too.
        memory.take(3L * LENGTH);
        return new FileHead(files.head(file, LENGTH, memory, stop));
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    /** The format's name as definitions write it. */
    String type() {
        if (startsWith('P', 'K', 3, 4)) {
            return "xlsx";
        }
        if (startsWith('P', 'A', 'R', '1')) {
            return "parquet";
        }
        return firstSign() == '{' ? "jsonl" : "csv";
    }

    boolean hasMark() {
        return startsWith(0xEF, 0xBB, 0xBF) || startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF);
    }

    /** The charset's name; with a byte-order mark UTF-8, since the mark wins over what is said. */
    String encoding() {
        if (hasMark()) {
            return "UTF-8";
        }
        int odd = 0;
        int even = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                odd += i % 2;
                even += 1 - i % 2;
            }
        }
        if (odd + even > bytes.length / 5) {
            return odd > even ? "UTF-16LE" : "UTF-16BE";
        }
        return isUtf8() ? "UTF-8" : "windows-1252";
    }

    private boolean isUtf8() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        // Not the end of the input: a character may be cut at the end of the head.
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), false);
        return !result.isError();
    }

    private char firstSign() {
        for (byte each : bytes) {
            if (each > ' ') {
                return (char) each;
            }
        }
        return 0;
    }

    private boolean startsWith(int... expected) {
        if (bytes.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
