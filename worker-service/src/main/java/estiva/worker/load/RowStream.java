package estiva.worker.load;

import estiva.worker.read.RowFile;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.RowWriter;
import estiva.worker.write.RowsRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** All rows of one open file, from its bytes to a writer. */
record RowStream(LoadRequest request, RowFile file, RowPlan plan, Tally tally) {

    /** Below this a thread costs more than it saves. */
    private static final long SMALL_FILE = 256 * 1024;

    /** @return what was read, and written as loaded */
    LoadResult into(RowWriter writer, BooleanSupplier stopRequested)
            throws SQLException, LoadStopped, UnreadableFile, TooManyRejects, RowsRefused {
        long written;
        ChunkStream stream = new ChunkStream(new ChunkReader(file, plan, tally), stopRequested, isSmall(request));
        try (stream) {
            written = writer.write(stream);
        }
        stream.rethrow();
        LoadResult result = tally.result(written, file.size(), file.hash());
        if (result.rowsRead() != written + result.rowsRejected() || result.rowsRead() != file.rowsRead()) {
            throw new IllegalStateException(request.fileName() + ": read " + file.rowsRead() + " rows, wrote " + written
                    + ", rejected " + result.rowsRejected() + ": the counts differ, so nothing may be committed");
        }
        return result;
    }

    static boolean isSmall(LoadRequest request) {
        return sizeOf(request.file()) < SMALL_FILE;
    }

    static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unknown) {
            return 0;
        }
    }
}
