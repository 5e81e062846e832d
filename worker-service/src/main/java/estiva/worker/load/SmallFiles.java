package estiva.worker.load;

import estiva.control.imports.Rejects;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadingStopped;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.Chunk;
import estiva.worker.write.ChunkSource;
import estiva.worker.write.RowWriter;
import estiva.worker.write.RowsRefused;
import estiva.worker.write.TargetTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Small files of one import: read one after the other, then written as one stream of rows. It goes smoothly or not at
 * all: a file that is not quite right in any way is to be loaded for itself, which says what is wrong and where.
 */
public final class SmallFiles {

    /** Of one file: what is packed, or holds its columns apart, may be small and yet have rows without end. */
    private static final int MOST_CHUNKS = 16;

    private final RowFiles files;
    private final TargetTable table;
    private final ChunkLane lane;
    private final List<Chunk> chunks = new ArrayList<>();
    private List<TargetColumn> columns;
    private long rows;

    /** @param memory in which their rows stay until they are written */
    SmallFiles(RowFiles files, TargetTable table, MemoryShare memory) {
        this.files = files;
        this.table = table;
        // Nobody writes yet, so nothing waits in it.
        lane = new ChunkLane(memory, Stop.NEVER);
        chunks.add(lane.keep());
    }

    /**
     * Reads a file.
     *
     * @return what it holds; empty if it is to be loaded for itself: then these files are spoilt, and to be read again
     *     without it
     */
    public Optional<LoadResult> add(LoadRequest request, Stop stop) {
        try {
            Optional<LoadResult> result = read(new Reading(files, request, stop));
            rows += result.map(LoadResult::rowsLoaded).orElse(0L);
            return result;
        } catch (UnreadableFile | PlanRefused | TooManyRejects | ReadingStopped | IOException | MemoryFull e) {
            return Optional.empty();
        }
    }

    private Optional<LoadResult> read(Reading reading) throws UnreadableFile, PlanRefused, TooManyRejects, IOException {
        try (RowFile file = reading.open()) {
            LoadRequest request = reading.request();
            RowPlan plan = new PlanMaker(request, file.header().orElse(null), table).make();
            if (columns != null && !columns.equals(plan.targets())) {
                return Optional.empty();
            }
            Tally tally = new Tally(new Rejects(0L, null), request.spec().minRowsOrDefault(), request.memory());
            ChunkReader reader = new ChunkReader(file, plan, tally, reading.stop(), lane);
            int before = chunks.size();
            do {
                if (chunks.size() - before == MOST_CHUNKS) {
                    return Optional.empty();
                }
                if (last().isFull()) {
                    chunks.add(lane.keep());
                }
                reader.fill(last());
            } while (last().isFull());
            if (!file.notes().isEmpty()) {
                return Optional.empty();
            }
            columns = plan.targets();
            return Optional.of(tally.result(file.rowsRead(), file.size(), file.hash()));
        }
    }

    private Chunk last() {
        return chunks.get(chunks.size() - 1);
    }

    /**
     * Writes what all files hold, by plain INSERTs: for a few rows the preparations of a bulk copy cost more.
     *
     * @throws RowsRefused when one of the rows will not be taken
     */
    public void write(Connection connection) throws SQLException, RowsRefused {
        if (rows == 0) {
            return;
        }
        Iterator<Chunk> source = chunks.iterator();
        ChunkSource all = () -> source.hasNext() ? source.next() : null;
        long written = RowWriter.inBatches(connection, table, columns).write(all);
        if (written != rows) {
            throw new IllegalStateException("Read " + rows + " rows for " + table.name() + ", but wrote " + written);
        }
    }
}
