package estiva.worker.read;

import java.util.Arrays;

/** The characters of one value after the other, in an array that grows and is used again. */
public abstract class TextBuffer {

    private char[] chars = new char[256];
    private int length;

    public final void clear() {
        length = 0;
    }

    /** The array itself; what lies behind {@link #length} means nothing. */
    public final char[] chars() {
        return chars;
    }

    public final int length() {
        return length;
    }

    /** Makes room behind what is there. @return the array from now on */
    protected final char[] reserve(int count) {
        if (chars.length < length + count) {
            chars = Arrays.copyOf(chars, Math.max(length + count, chars.length * 2));
        }
        return chars;
    }

    /** Takes what was written into the array as the text, up to there. */
    protected final void end(int at) {
        length = at;
    }

    @Override
    public final String toString() {
        return new String(chars, 0, length);
    }
}
