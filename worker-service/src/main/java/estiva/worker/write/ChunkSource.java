package estiva.worker.write;

/**
 * Gives chunks until the file ends, cannot be read on, or the load shall stop: it never throws, since an exception in
 * the middle of a bulk copy would leave the connection unusable for the rollback.
 */
public interface ChunkSource {

    /** @return a chunk with at least one row, or null when no more will come */
    Chunk next();
}
