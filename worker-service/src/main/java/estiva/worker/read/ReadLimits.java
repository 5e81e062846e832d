package estiva.worker.read;

/**
 * What the expansion of packed files, workbooks and parquet files among them, may cost.
 *
 * @param expandedBytes of one file
 * @param ratio of the expanded to the packed size
 * @param entries of one zip
 * @param rows of one file
 * @param sharedCharacters of a workbook's texts, which stay in memory while it is read
 * @param pageBytes of the pages of a parquet file that are in memory at one time; an eighth of it of its footer
 */
public record ReadLimits(long expandedBytes, int ratio, int entries, long rows, int sharedCharacters, long pageBytes) {

    /** Generous for files that people make, and nothing that a worker could not bear. */
    public static final ReadLimits DEFAULT = new ReadLimits(1L << 38, 250, 10_000, 1_000_000_000L, 1 << 25, 1L << 26);

    public ReadLimits {
        if (expandedBytes < 1 || ratio < 1 || entries < 1 || rows < 1 || sharedCharacters < 1 || pageBytes < 1) {
            throw new IllegalArgumentException("estiva.worker.read: every limit must be positive");
        }
    }
}
