package estiva.control.process;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The files of one process, some at a time. A statement that takes 5,000 locks on one table or index tries to lock all of it, and
 * then every client waits:
 * https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation
 *
 * <p>A part is a transaction. What is written in all but the last says nothing yet: a process is set back after its files, and
 * ends before them. So whoever was cut off between two parts, or a successor, goes on with the files that are left.
 */
final class FileParts {
    /** Rows of one statement. In an index whose key changes each takes two locks. */
    static final int MOST = 1_000;

    private FileParts() {}

    /**
     * The condition of a statement on some of the files that are so.
     *
     * @param which a condition on FileParameters, which the statement makes untrue
     */
    static String some(String which) {
        return " WHERE FileID IN (SELECT TOP (" + MOST
                + ") FileID FROM FileParameters WHERE ProcessID = :processId AND " + which + ") AND " + which;
    }

    /** Whether more files are so than one statement takes; dirty: each part decides for itself. */
    static boolean areMany(Handle handle, long processId, String which, Object... values) {
        return bind(
                                handle.createQuery("SELECT COUNT(*) FROM (SELECT TOP (" + (MOST + 1)
                                        + ") FileID FROM FileParameters <dirty> WHERE ProcessID = :processId AND "
                                        + which + ") p"),
                                values)
                        .bind("processId", processId)
                        .mapTo(Integer.class)
                        .one()
                > MOST;
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Object... values) {
        for (int i = 0; i < values.length; i += 2) {
            statement.bind((String) values[i], values[i + 1]);
        }
        return statement;
    }
}
