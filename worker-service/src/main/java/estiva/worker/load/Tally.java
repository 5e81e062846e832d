package estiva.worker.load;

import estiva.worker.convert.BadValue;
import estiva.worker.read.Row;
import java.util.ArrayList;
import java.util.List;

/** Counts a load's rows and keeps the first rejects. Written by the thread that reads, read when that has ended. */
final class Tally {

    static final int KEPT = 1_000;

    private final long maxRejected;
    private final List<Reject> rejects = new ArrayList<>();
    private List<String> header = List.of();
    private long read;
    private long rejected;

    Tally(long maxRejected) {
        this.maxRejected = maxRejected;
    }

    /** @param names of the file's columns: what its rejects are to be read with */
    void header(List<String> names) {
        header = names;
    }

    void accept() {
        read++;
    }

    /** @param field counted from 0; negative: the row as a whole is bad */
    void reject(Row row, long number, String column, int field, BadValue reason) throws TooManyRejects {
        read++;
        rejected++;
        if (rejects.size() < KEPT) {
            String value = field < 0 ? null : row.text(field, Reject.LONGEST);
            rejects.add(new Reject(number, row.line(), column, value, reason.getMessage(), row.rawText(Reject.LONGEST)));
        }
        if (rejected > maxRejected) {
            throw new TooManyRejects(maxRejected, rejects.get(0));
        }
    }

    LoadResult result(long loaded, long size, String hash) {
        return new LoadResult(read, loaded, rejected, size, hash, rejects, header);
    }
}
