package estiva.worker.load;

import estiva.worker.convert.BadValue;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.Chunk;
import java.util.function.BooleanSupplier;

/** Reads the file chunk by chunk. Not safe for several threads at once. */
final class ChunkReader {

    private static final int ROWS_BETWEEN_LOOKS = 256;

    private final RowFile file;
    private final RowPlan plan;
    private final Tally tally;
    private int width;
    private long last = Long.MAX_VALUE;

    ChunkReader(RowFile file, RowPlan plan, Tally tally) {
        this.file = file;
        this.plan = plan;
        this.tally = tally;
        width = plan.width();
        file.takeOnly(plan.fields());
        file.header().ifPresent(header -> tally.header(header.names()));
    }

    /** Reads no farther than to the row of that number, until it is called again. */
    void readTo(long row) {
        last = row;
    }

    /** Passes by rows that are not wanted. */
    void skipTo(long row, BooleanSupplier isStopped) throws UnreadableFile {
        boolean hasMore = true;
        while (hasMore && file.rowsRead() < row && !(looks() && isStopped.getAsBoolean())) {
            Row skipped = file.next();
            hasMore = skipped != null;
            if (hasMore && width == 0 && skipped.problem() == null) {
                width = widthOf(skipped);
            }
        }
    }

    private boolean looks() {
        return file.rowsRead() % ROWS_BETWEEN_LOOKS == 0;
    }

    /** @return the next chunk, not full at the end of the file, or null when no row is left or it was told to stop */
    Chunk next(BooleanSupplier isStopped) throws UnreadableFile, TooManyRejects {
        Chunk chunk = new Chunk();
        return fill(chunk, isStopped) && chunk.size() > 0 ? chunk : null;
    }

    /**
     * Adds rows until the chunk is full or the rows end, which is so when it is not full afterwards.
     *
     * @return false when it was told to stop
     */
    boolean fill(Chunk chunk, BooleanSupplier isStopped) throws UnreadableFile, TooManyRejects {
        while (!chunk.isFull()) {
            if (looks() && isStopped.getAsBoolean()) {
                return false;
            }
            if (file.rowsRead() >= last) {
                return true;
            }
            Row row = file.next();
            if (row == null) {
                tally.end();
                return true;
            }
            read(row, chunk);
        }
        return true;
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
            tally.reject(row, number, null, -1,
                    new BadValue("has " + row.fieldCount() + " fields where " + width + " are expected"));
            return;
        }
        Object[] values = plan.values(row, number, tally);
        if (values != null) {
            tally.accept();
            if (!tally.isOver()) {
                chunk.add(values, number, row.length());
            }
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
