package estiva.worker.read;

/**
 * Whether reading a file is to end before the file does: its process was cancelled, its lease is lost, or nobody waits for
 * the answer any longer.
 *
 * <p>A reader may skip for hours and never give a row: comments, empty lines, empty rows of a sheet, pages without values. So
 * it is not asked in their loops. All their bytes come through {@link StoredFile}, {@link Expansion} or the pages of a
 * parquet file, and each of these asks before every block. Whoever takes rows asks before each row, since a few bytes may
 * stand for a great many of them.
 */
@FunctionalInterface
public interface Stop {

    Stop NEVER = () -> false;

    /** Asked often, and by any thread. */
    boolean isRequested();

    /**
     * Called before each block and each row. An interrupt of the calling thread counts as a request: it is how a load that has
     * ended ends its reading thread.
     *
     * @throws ReadingStopped when it is to end
     */
    default void check() {
        if (isRequested() || Thread.currentThread().isInterrupted()) {
            throw new ReadingStopped();
        }
    }
}
