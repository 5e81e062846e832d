package estiva.worker.convert;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/** Texts, with the length and the code page of their column. */
final class Texts implements Converter {

    private final int length;
    private final CharsetEncoder encoder;
    /** Only counted, piece by piece. */
    private final ByteBuffer encoded = ByteBuffer.allocate(256);

    Texts(TargetColumn column) {
        length = column.length();
        encoder = column.charset() == null ? null : column.charset().newEncoder();
    }

    @Override
    public Object convert(char[] text, int from, int to) throws BadValue {
        if (encoder != null && !isAscii(text, from, to)) {
            checkBytes(text, from, to);
        } else if (to - from > length) {
            throw new BadValue("has " + (to - from) + " characters where " + length + " fit");
        }
        return new String(text, from, to - from);
    }

    private static boolean isAscii(char[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** SQL Server would store a question mark, or a letter that looks alike, and say nothing. */
    private void checkBytes(char[] text, int from, int to) throws BadValue {
        CharBuffer in = CharBuffer.wrap(text, from, to - from);
        encoder.reset();
        long bytes = 0;
        CoderResult result;
        do {
            encoded.clear();
            result = encoder.encode(in, encoded, true);
            bytes += encoded.position();
        } while (result.isOverflow());
        if (result.isError()) {
            throw new BadValue("has a character that the column's code page "
                    + encoder.charset().name() + " does not have; make the column NVARCHAR");
        }
        if (bytes > length) {
            throw new BadValue("takes " + bytes + " bytes where " + length + " fit");
        }
    }
}
