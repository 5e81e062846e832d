package estiva.worker.load;

import estiva.worker.convert.BadValue;
import estiva.worker.read.Header;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.Chunk;
import java.util.List;

/** Reads the file chunk by chunk. Not safe for several threads at once. */
final class ChunkReader {

    private final RowFile file;
    private final RowPlan plan;
    private final Tally tally;
    private final Stop stop;
    private final ChunkLane lane;
    private final long rowBytes;
    private RowsDigest digest;
    private int width;
    private long last = Long.MAX_VALUE;

    /** @param stop asked before each row: then the methods throw {@link estiva.worker.read.ReadingStopped} */
    ChunkReader(RowFile file, RowPlan plan, Tally tally, Stop stop) {
        this(file, plan, tally, stop, new ChunkLane(file.memory(), stop));
    }

    ChunkReader(RowFile file, RowPlan plan, Tally tally, Stop stop, ChunkLane lane) {
        this.file = file;
        this.plan = plan;
        this.tally = tally;
        this.stop = stop;
        this.lane = lane;
        rowBytes = plan.bytesOfARow();
        width = plan.width() == 0 ? file.width() : plan.width();
        file.takeOnly(plan.fields());
        file.header().ifPresent(header -> tally.header(header.names()));
    }

    /** From now on, which is before the first row, it can say what the rows hold. */
    void digestRows() {
        digest = new RowsDigest(file.header().map(Header::names).orElse(List.of()));
    }

    /** SHA-256 over all rows that were read. */
    String rowsHash() {
        return digest.soFar();
    }

    /** Reads no farther than to the row of that number, until it is called again. */
    void readTo(long row) {
        last = row;
    }

    /** Passes by rows that are not wanted. */
    void skipTo(long row) throws UnreadableFile {
        boolean hasMore = true;
        while (hasMore && file.rowsRead() < row) {
            stop.check();
            Row skipped = file.next();
            hasMore = skipped != null;
            digest(skipped);
            if (hasMore && width == 0 && skipped.problem() == null) {
                width = widthOf(skipped);
            }
        }
    }

    /** @return the next chunk, not full at the end of the file, or null when no row is left */
    Chunk next() throws UnreadableFile, TooManyRejects {
        Chunk chunk = lane.begin();
        fill(chunk);
        if (chunk.size() > 0) {
            return chunk;
        }
        lane.end(chunk);
        return null;
    }

    /** The chunk was sent: its memory is free. */
    void end(Chunk chunk) {
        lane.end(chunk);
    }

    /** Adds rows until the chunk is full or the rows end, which is so when it is not full afterwards. */
    void fill(Chunk chunk) throws UnreadableFile, TooManyRejects {
        while (!chunk.isFull() && file.rowsRead() < last) {
            stop.check();
            Row row = file.next();
            if (row == null) {
                tally.end();
                return;
            }
            digest(row);
            read(row, chunk);
        }
    }

    private void digest(Row row) {
        if (digest != null && row != null) {
            digest.add(row);
        }
    }

    private void read(Row row, Chunk chunk) throws UnreadableFile, TooManyRejects {
        long number = file.rowsRead();
        if (row.problem() != null) {
            tally.reject(row, number, null, -1, new BadValue(row.problem()));
            return;
        }
        if (width == 0) {
            width = widthOf(row);
        }
        if (row.fieldCount() != width) {
            tally.reject(
                    row,
                    number,
                    null,
                    -1,
                    new BadValue("has " + row.fieldCount() + " fields where " + width + " are expected"));
            return;
        }
        long bytes = rowBytes + plan.length(row) * Character.BYTES;
        reserve(chunk, bytes);
        Object[] values = plan.values(row, number, tally);
        if (values != null) {
            tally.accept();
            if (!tally.isOver()) {
                chunk.add(values, number, bytes);
            }
        }
    }

    private void reserve(Chunk chunk, long bytes) throws UnreadableFile {
        try {
            lane.reserve(chunk, bytes);
        } catch (MemoryFull e) {
            throw file.failure(e);
        }
    }

    private int widthOf(Row first) throws UnreadableFile {
        if (first.fieldCount() < plan.farthest()) {
            throw new UnreadableFile("lacks column " + plan.farthest() + ": its first row has " + first.fieldCount()
                    + " fields; is the delimiter right?");
        }
        return first.fieldCount();
    }
}
