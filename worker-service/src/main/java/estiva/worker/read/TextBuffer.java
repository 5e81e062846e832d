package estiva.worker.read;

/** The characters of one value after the other, in an array that grows and is used again. */
public abstract class TextBuffer {

    private final MemoryShare memory;
    private char[] chars = new char[256];
    private int length;

    /** @param memory from which long values take */
    protected TextBuffer(MemoryShare memory) {
        this.memory = memory;
    }

    public final void clear() {
        length = 0;
    }

    /** The array itself; what lies after {@link #length} means nothing. */
    public final char[] chars() {
        return chars;
    }

    public final int length() {
        return length;
    }

    /** Makes room after what is there. @return the array from now on */
    protected final char[] reserve(int count) {
        int needed = length + count;
        if (chars.length < needed) {
            chars = memory.grown(chars, Math.max(needed, Math.min(chars.length * 2, Limits.LONGEST_ROW)));
        }
        return chars;
    }

    /** Takes what was written into the array as the text, up to there. */
    protected final void end(int at) {
        length = at;
    }

    /** @param longest where a long text is cut */
    public final String start(int longest) {
        return new String(chars, 0, Math.min(longest, length));
    }

    @Override
    public final String toString() {
        return new String(chars, 0, length);
    }
}
