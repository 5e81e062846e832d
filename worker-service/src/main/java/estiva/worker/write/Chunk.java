package estiva.worker.write;

/** Some rows on their way to the table, with their numbers in the file. Bounded by rows and by characters. */
public final class Chunk {

    private static final int MOST_ROWS = 1_000;
    private static final long MOST_CHARACTERS = 1 << 20;

    private final Object[][] rows = new Object[MOST_ROWS][];
    private final long[] numbers = new long[MOST_ROWS];
    private int size;
    private long characters;

    /** @param length of the row's text: what it may cost in memory */
    public void add(Object[] values, long number, int length) {
        rows[size] = values;
        numbers[size++] = number;
        characters += length;
    }

    public boolean isFull() {
        return size == MOST_ROWS || characters >= MOST_CHARACTERS;
    }

    public int size() {
        return size;
    }

    Object[] values(int index) {
        return rows[index];
    }

    /** The number in the file, 1 being the first data row. */
    long number(int index) {
        return numbers[index];
    }
}
