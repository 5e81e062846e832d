package estiva.control.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Tells what kind of error a database reported: by SQLState and vendor code, never by its message. */
public final class DatabaseErrors {

    /** What is to be done after an error. Of several errors in one chain the last of these decides. */
    public enum Kind {
        /** The same work would meet it again, or nobody knows. */
        PERMANENT,
        /** The work took too long or too much, or lost its way: it may be its own fault, so trying again is counted. */
        INTERRUPTED,
        /** Another transaction was in the way: the same work may be tried again at once. */
        CONFLICT,
        /** The database is not there, or not able: no fault of the work, which waits and is not counted. */
        UNAVAILABLE
    }

    /** H2: lock time-out 50200, concurrent update 90131. */
    private static final Set<Integer> CONFLICTS_H2 = Set.of(50200, 90131);

    /**
     * H2: the process that hosted the file is gone, or the connection with it; 90028 and 90031 are input or output that
     * failed, by which the server says that it saw the connection end in the middle of a request.
     */
    private static final Set<Integer> BROKEN_H2 = Set.of(90067, 90020, 90098, 90121, 8000, 90028, 90031);

    /** SQL Server: unique constraint and unique index. */
    private static final Set<Integer> DUPLICATES_SQL_SERVER = Set.of(2627, 2601);

    private DatabaseErrors() {}

    public static Kind kind(Throwable error) {
        return chain(error).stream()
                .map(DatabaseErrors::kindOfOne)
                .max(Kind::compareTo)
                .orElse(Kind.PERMANENT);
    }

    /** Another transaction was in the way; the same work may be tried again at once. */
    public static boolean isConflict(Throwable error) {
        return kind(error) == Kind.CONFLICT;
    }

    /** The database is not there or not able, whatever it is asked. */
    public static boolean isUnavailable(Throwable error) {
        return kind(error) == Kind.UNAVAILABLE;
    }

    /** The work itself may be right. */
    public static boolean isTransient(Throwable error) {
        return kind(error) != Kind.PERMANENT;
    }

    /** The connection is of no use any more. */
    public static boolean isBroken(Throwable error) {
        return isAny(error, DatabaseErrors::isBrokenBy);
    }

    /** It will not pass before somebody sets the password, the login or the address right. */
    public static boolean isLoginRefused(Throwable error) {
        return isAny(error, it -> SqlServerErrors.isOfSqlServer(it) && SqlServerErrors.isLoginRefused(it));
    }

    /** A primary key or unique index already has this value. */
    public static boolean isDuplicateKey(Throwable error) {
        return isAny(
                error, it -> "23505".equals(it.getSQLState()) || DUPLICATES_SQL_SERVER.contains(it.getErrorCode()));
    }

    private static Kind kindOfOne(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        boolean isSqlServer = SqlServerErrors.isOfSqlServer(error);
        Kind byNumber = isSqlServer ? SqlServerErrors.kind(error) : Kind.PERMANENT;
        if (byNumber != Kind.PERMANENT) {
            return byNumber;
        }
        // What people THROW has numbers of H2's too.
        if (state.equals("40001") || !isSqlServer && CONFLICTS_H2.contains(error.getErrorCode())) {
            return Kind.CONFLICT;
        }
        if (isBrokenBy(error) || error instanceof SQLTransientConnectionException || isPoolExhausted(error)) {
            return Kind.UNAVAILABLE;
        }
        boolean isTimeout = state.equals("HYT00") || state.equals("HY008");
        return isTimeout || error instanceof SQLTransientException ? Kind.INTERRUPTED : Kind.PERMANENT;
    }

    private static boolean isBrokenBy(SQLException error) {
        boolean isSqlServer = SqlServerErrors.isOfSqlServer(error);
        return error instanceof SQLRecoverableException
                || error.getSQLState() != null && error.getSQLState().startsWith("08")
                || SqlServerErrors.isClosedConnection(error)
                || isSqlServer && SqlServerErrors.isFatal(error)
                || !isSqlServer && BROKEN_H2.contains(error.getErrorCode());
    }

    /** The one error told by its message: the pool gives it neither SQLState nor code. */
    private static boolean isPoolExhausted(SQLException error) {
        return "Acquisition timeout while waiting for new connection".equals(error.getMessage());
    }

    private static boolean isAny(Throwable error, Predicate<SQLException> test) {
        return chain(error).stream().anyMatch(test);
    }

    /**
     * All that belong to it: drivers wrap a lost connection in errors that say only what it was lost at, and a server may
     * send several errors, of which the first need not be the one that tells most.
     */
    private static List<SQLException> chain(Throwable error) {
        List<SQLException> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(error == null ? List.of() : List.of(error));
        while (!left.isEmpty()) {
            Throwable next = left.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next.getCause() != null) {
                left.add(next.getCause());
            }
            if (next instanceof SQLException sql) {
                chain.add(sql);
                if (sql.getNextException() != null) {
                    left.add(sql.getNextException());
                }
            }
        }
        return chain;
    }
}
