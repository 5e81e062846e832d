package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import estiva.worker.read.Limits;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.TextBuffer;

/** The text of a cell, growing up to what a row may have. */
final class CellText extends TextBuffer {

    CellText(MemoryShare memory) {
        super(memory);
    }

    void append(char[] from, int start, int count) throws BadRecord {
        if (length() + count > Limits.LONGEST_ROW) {
            throw tooLong();
        }
        System.arraycopy(from, start, reserve(count), length(), count);
        end(length() + count);
    }

    /** @param from of Latin-1 */
    void append(byte[] from, int start, int count) throws BadRecord {
        if (length() + count > Limits.LONGEST_ROW) {
            throw tooLong();
        }
        char[] chars = reserve(count);
        for (int i = 0; i < count; i++) {
            chars[length() + i] = (char) (from[start + i] & 0xFF);
        }
        end(length() + count);
    }

    private static BadRecord tooLong() {
        return new BadRecord("a cell has more than 16 Mi characters");
    }

    void set(String text) throws BadRecord {
        clear();
        append(text.toCharArray(), 0, text.length());
    }

    /** Without the layout around a value. */
    void trim() {
        char[] chars = chars();
        int from = 0;
        int to = length();
        while (to > 0 && chars[to - 1] <= ' ') {
            to--;
        }
        while (from < to && chars[from] <= ' ') {
            from++;
        }
        if (from > 0) {
            System.arraycopy(chars, from, chars, 0, to - from);
        }
        end(to - from);
    }

    /** Zeros before a whole number. */
    void pad(int digits) throws BadRecord {
        boolean isNegative = length() > 0 && chars()[0] == '-';
        int missing = digits - (isNegative ? length() - 1 : length());
        if (missing > 0) {
            set((isNegative ? "-" : "") + "0".repeat(missing) + toString().substring(isNegative ? 1 : 0));
        }
    }

    /** Workbooks write characters that XML does not have as _x000D_. */
    void unescape() {
        char[] chars = chars();
        int to = 0;
        for (int at = 0; at < length(); at++) {
            int code = chars[at] == '_' && at + 7 <= length() && chars[at + 1] == 'x' && chars[at + 6] == '_'
                    ? code(at + 2)
                    : -1;
            chars[to++] = code < 0 ? chars[at] : (char) code;
            at += code < 0 ? 0 : 6;
        }
        end(to);
    }

    private int code(int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(chars()[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = code * 16 + digit;
        }
        return code;
    }
}
