package estiva.worker.write;

/** Some rows on their way to the table, with their numbers in the file. Bounded by rows and by what they take. */
public final class Chunk {

    private static final int MOST_ROWS = 1_000;

    /** Bytes that it takes without any row. */
    public static final long EMPTY = 13L * MOST_ROWS;

    private final Object[][] rows = new Object[MOST_ROWS][];
    private final long[] numbers = new long[MOST_ROWS];
    private final long most;
    private int size;
    private long bytes;
    private long room;
    private long charged;

    /**
     * @param most bytes of its rows, from which on it is full
     * @param room bytes that its rows may take until it is widened
     * @param charged bytes that somebody was charged with for it
     */
    public Chunk(long most, long room, long charged) {
        this.most = most;
        this.room = room;
        this.charged = charged;
    }

    /** @param cost bytes of memory, at most */
    public void add(Object[] values, long number, long cost) {
        rows[size] = values;
        numbers[size++] = number;
        bytes += cost;
    }

    public boolean isFull() {
        return size == MOST_ROWS || bytes >= most;
    }

    public int size() {
        return size;
    }

    /** Of its rows. */
    public long bytes() {
        return bytes;
    }

    /** Bytes that its rows may take. */
    public long room() {
        return room;
    }

    /** For a row that is longer than all others together may be. */
    public void widen(long more) {
        room += more;
        charged += more;
    }

    public long charged() {
        return charged;
    }

    Object[] values(int index) {
        return rows[index];
    }

    /** The number in the file, 1 being the first data row. */
    long number(int index) {
        return numbers[index];
    }
}
