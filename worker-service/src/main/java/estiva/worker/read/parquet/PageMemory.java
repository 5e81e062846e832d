package estiva.worker.read.parquet;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryShare;

/** The memory that what a file expands to may take at one time. It is not given back: what is there is used again. */
final class PageMemory {

    private final MemoryShare share;
    private final long size;
    private long left;

    /** @param size of one file's, whatever else there is */
    PageMemory(MemoryShare share, long size) {
        this.share = share;
        this.size = size;
        left = size;
    }

    MemoryShare share() {
        return share;
    }

    long size() {
        return size;
    }

    void take(long bytes) throws BadRecord {
        if (bytes > left) {
            throw new BadRecord(
                    "the pages of its columns need more than " + size + " bytes of memory at one time; write it"
                            + " with smaller pages or take fewer columns, or raise estiva.worker.read.page-bytes");
        }
        share.take(bytes);
        left -= bytes;
    }
}
