package estiva.worker.load;

import estiva.control.imports.Rejects;
import estiva.worker.convert.BadValue;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Row;
import estiva.worker.read.UnreadableFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts a load's rows and keeps the first rejects. Written by the thread that reads, read when that has ended.
 *
 * <p>A file with too many bad rows fails, but not at once: it is read on for a while, so that people see what else is
 * wrong with it and need not correct it row by row.
 */
final class Tally {

    static final int KEPT = 1_000;
    private static final int READ_ON = 100_000;

    /** Bytes of a reject without its texts. */
    static final long REJECT_BYTES = 256;

    private final Rejects limits;
    private final long minRows;
    private final MemoryShare memory;
    private List<Reject> rejects = new ArrayList<>();
    private Reject first;
    private int kept;
    private boolean ended;
    private List<String> header = List.of();
    private long read;
    private long rejected;
    private long readSinceOver;

    /**
     * @param minRows good rows that the file must have
     * @param memory of the load, in which the rejects stay until it has ended
     */
    Tally(Rejects limits, long minRows, MemoryShare memory) {
        this.limits = limits;
        this.minRows = minRows;
        this.memory = memory;
    }

    /** @param names of the file's columns: what its rejects are to be read with */
    void header(List<String> names) {
        header = names;
    }

    Tally(long maxRejected, MemoryShare memory) {
        this(new Rejects(maxRejected, null), 0, memory);
    }

    /** Counts rows that an earlier load has read, and has committed what there was to commit of them. */
    void resume(long readBefore, long rejectedBefore) {
        read = readBefore;
        rejected = rejectedBefore;
    }

    List<String> header() {
        return header;
    }

    boolean hasEnded() {
        return ended;
    }

    long read() {
        return read;
    }

    long rejected() {
        return rejected;
    }

    /** Whether texts of the file are kept with its rejects. */
    boolean keepsText() {
        return limits.keepsRawText();
    }

    /** The rejects that were not taken yet. */
    List<Reject> take() {
        List<Reject> taken = rejects;
        rejects = new ArrayList<>();
        return taken;
    }

    /** Whether the file has failed already: nothing more of it need be sent. */
    boolean isOver() {
        return rejected > limits.mostRows();
    }

    void accept() throws TooManyRejects {
        read++;
        if (isOver() && ++readSinceOver >= READ_ON) {
            throw tooMany();
        }
    }

    /** @param field counted from 0; negative: the row as a whole is bad */
    void reject(Row row, long number, String column, int field, BadValue reason) throws TooManyRejects {
        reject(row, number, column, field, reason, "");
    }

    /** @param others what else is wrong with the row, as {@link Reject#of} adds it to the reason */
    void reject(Row row, long number, String column, int field, BadValue reason, String others) throws TooManyRejects {
        read++;
        rejected++;
        if (kept < KEPT) {
            memory.take(REJECT_BYTES + 3L * Reject.LONGEST * Character.BYTES);
            Reject reject = Reject.of(row, number, column, field, reason, others, keepsText());
            memory.give((3L * Reject.LONGEST - reject.length()) * Character.BYTES);
            rejects.add(reject);
            first = kept++ == 0 ? rejects.get(0) : first;
        }
        if (isOver() && kept == KEPT) {
            throw tooMany();
        }
    }

    /** The file has no more rows. */
    void end() throws TooManyRejects, UnreadableFile {
        ended = true;
        if (limits.areTooMany(rejected, read)) {
            throw tooMany();
        }
        if (tooFew(0) != null) {
            throw new UnreadableFile(tooFew(0));
        }
    }

    /**
     * @param refused rows that the table has refused besides
     * @return that there are fewer good rows than there must be, as a sentence's end; null: there are enough
     */
    String tooFew(long refused) {
        long good = read - rejected - refused;
        return good >= minRows
                ? null
                : "has " + good + (good == 1 ? " good row" : " good rows") + " where at least "
                        + minRows + (minRows == 1 ? " is" : " are")
                        + " expected; correct the file, or say how few there"
                        + " may be by the import's minRows";
    }

    LoadResult result(long loaded, long size, String hash) {
        return new LoadResult(read, loaded, 0, 0, 0, rejected, size, hash, rejects, header, List.of());
    }

    private TooManyRejects tooMany() {
        return new TooManyRejects(limits, rejected, read, first);
    }
}
