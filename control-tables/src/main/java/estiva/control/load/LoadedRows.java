package estiva.control.load;

/**
 * What reading a file came to: rows, bytes as stored, and their SHA-256 in hexadecimal (null if not read to the end).
 * read = loaded + rejected, or the file is not published.
 */
public record LoadedRows(long rowsRead, long rowsLoaded, long rowsRejected, Long sizeBytes, String contentHash) {}
