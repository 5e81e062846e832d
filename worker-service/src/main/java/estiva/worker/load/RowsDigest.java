package estiva.worker.load;

import estiva.control.text.Sha256;
import estiva.worker.read.Row;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * SHA-256 over what rows hold, field by field: whether the first rows of a file are those that were committed, though what comes
 * after them was corrected. Bytes would not do: packed ones are other ones from the first changed row's block on.
 */
final class RowsDigest {
    private static final int NO_FIELDS = -1;

    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocate(8192);

    /** @param names of the file's columns; empty: it has no header */
    RowsDigest(List<String> names) {
        number(names.size());
        names.forEach(this::text);
    }

    void add(Row row) {
        if (row.problem() != null) {
            number(NO_FIELDS);
            text(row.problem());
        }
        number(row.fieldCount());
        char[] chars = row.chars();
        for (int field = 0; field < row.fieldCount(); field++) {
            number(row.notation(field).ordinal());
            number(row.to(field) - row.from(field));
            for (int i = row.from(field); i < row.to(field); i++) {
                room(Character.BYTES);
                buffer.putChar(chars[i]);
            }
        }
    }

    /** Of all rows until now; more can follow. */
    String soFar() {
        flush();
        try {
            return Sha256.hex((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own SHA-256 can be cloned", e);
        }
    }

    private void number(int number) {
        room(Integer.BYTES);
        buffer.putInt(number);
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        flush();
        digest.update(bytes);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }
}
