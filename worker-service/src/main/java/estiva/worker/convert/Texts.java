package estiva.worker.convert;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;

/** Texts, with the length and the code page of their column. */
final class Texts implements Converter {

    private final int length;
    private final CharsetEncoder encoder;

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
        try {
            int bytes = encoder.encode(CharBuffer.wrap(text, from, to - from)).remaining();
            if (bytes > length) {
                throw new BadValue("takes " + bytes + " bytes where " + length + " fit");
            }
        } catch (CharacterCodingException e) {
            throw new BadValue("has a character that the column's code page " + encoder.charset().name()
                    + " does not have; make the column NVARCHAR");
        }
    }
}
