package estiva.worker.read;

/**
 * What the expansion of packed files, workbooks among them, may cost.
 *
 * @param expandedBytes of one file
 * @param ratio of the expanded to the packed size
 * @param entries of one zip
 * @param rows of one file
 * @param sharedCharacters of a workbook's texts, which stay in memory while it is read
 */
public record ReadLimits(long expandedBytes, int ratio, int entries, long rows, int sharedCharacters) {

    /** Generous for files that people make, and nothing that a worker could not bear. */
    public static final ReadLimits DEFAULT = new ReadLimits(1L << 38, 250, 10_000, 1_000_000_000L, 1 << 25);

    public ReadLimits {
        if (expandedBytes < 1 || ratio < 1 || entries < 1 || rows < 1 || sharedCharacters < 1) {
            throw new IllegalArgumentException("estiva.worker.read: every limit must be positive");
        }
    }
}
