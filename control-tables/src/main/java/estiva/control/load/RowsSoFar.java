package estiva.control.load;

/**
 * The rows of a file that are committed, the bad ones among them too.
 *
 * @param hash SHA-256 over what they hold, whatever bytes they are stored in
 */
public record RowsSoFar(long rows, String hash) {}
