package estiva.control.process;

import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The files of one process, some at a time. A statement that takes 5,000 locks on one table or index tries to lock all of it, and
 * then every client waits:
 * https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation
 *
 * <p>A part is a transaction. What is written in all but the last says nothing yet: a process is set back after its files, and
 * ends before them. So a call that was cut off between two parts can be made again: it continues with the files that are left.
 */
final class FileParts {
    /** Rows of one statement. In an index whose key changes each takes two locks. */
    static final int MOST = 1_000;

    /** Begins the condition of a statement on a part, or on all up to {@link #REST}. */
    static final String PART = " WHERE ProcessID = :processId AND FileID <= :last AND ";

    /** The last FileID of what is left. */
    static final long REST = Long.MAX_VALUE;

    private FileParts() {}

    /**
     * Some of the files that are so, in the order of their registration.
     *
     * @param last the last one's FileID
     * @param isRest whether there are no more after it
     */
    record Part(long last, boolean isRest) {}

    /**
     * The first of them. Dirty: the statement that writes a locked file waits for it, not this one. (Not a condition of that
     * statement: H2 would ask again for each row.)
     *
     * @param which a condition on FileParameters, which the statement on the part makes untrue
     * @param values of the condition
     */
    static Part first(Handle handle, long processId, String which, Map<String, ?> values) {
        return handle.createQuery("SELECT MAX(FileID) AS LastID, COUNT(*) AS Files FROM (SELECT TOP (" + MOST
                        + ") FileID FROM FileParameters <dirty> WHERE ProcessID = :processId AND <which>"
                        + " ORDER BY FileID) p")
                .define("which", which)
                .bind("processId", processId)
                .bindMap(values)
                .map((row, context) -> {
                    boolean isRest = row.getInt("Files") < MOST;
                    // The rest has what comes meanwhile too.
                    return new Part(isRest ? REST : row.getLong("LastID"), isRest);
                })
                .one();
    }

    /**
     * Works through all parts but the last, each by its last FileID.
     *
     * @return false: one of them could not be done
     */
    static boolean allButTheRest(Supplier<Part> first, LongPredicate work) {
        for (Part part = first.get(); !part.isRest(); part = first.get()) {
            if (!work.test(part.last())) {
                return false;
            }
        }
        return true;
    }
}
