package estiva.worker.load;

import estiva.control.files.SourceFile;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.RowWriter;
import estiva.worker.write.RowsRefused;
import java.io.IOException;
import java.sql.SQLException;

/** Rows of one open file on their way to a writer. */
record RowStream(LoadRequest request, ChunkReader reader, Tally tally) {

    /** Below this a thread costs more than it saves. */
    private static final long SMALL_FILE = 256 * 1024;

    /** Sends all rows up to where the reader stops. Every row that was read is sent or a reject: otherwise it is a bug. */
    void into(RowWriter writer, Stop stop)
            throws SQLException, LoadStopped, UnreadableFile, TooManyRejects, RowsRefused {
        long before = tally.read() - tally.rejected();
        long written;
        ChunkStream stream = new ChunkStream(reader, stop, sizeOf(request.file()) < SMALL_FILE);
        try (stream) {
            written = writer.write(stream);
        }
        stream.rethrow();
        if (tally.read() - tally.rejected() - before != written) {
            throw new IllegalStateException(request.fileName() + ": read " + tally.read() + " rows, rejected "
                    + tally.rejected() + " and wrote " + written + " of them just now, after " + before
                    + ": the counts differ, so nothing may be committed");
        }
    }

    static long sizeOf(SourceFile file) {
        try {
            return file.size();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
