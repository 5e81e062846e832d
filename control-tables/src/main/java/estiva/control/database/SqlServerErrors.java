package estiva.control.database;

import com.microsoft.sqlserver.jdbc.SQLServerException;
import estiva.control.database.DatabaseErrors.Kind;
import java.sql.SQLException;
import java.util.Set;

/**
 * SQL Server's errors by number: the driver maps eight to SQLStates that mean something, all others to {@code S} and a state.
 * The lists are those of the driver (SQLServerError.TransientError), of SqlClient and of Entity Framework, and what the
 * documentation says of a server on premises:
 *
 * <ul>
 *   <li>https://learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues
 *   <li>https://learn.microsoft.com/dotnet/api/microsoft.data.sqlclient.sqlconfigurableretryfactory
 *   <li>https://github.com/dotnet/efcore/blob/main/src/EFCore.SqlServer/Storage/Internal/SqlServerTransientExceptionDetector.cs
 *   <li>https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors
 * </ul>
 *
 * <p>Those lists have numbers below 1000 (20, 64, 121, 233, 997) and 10053, 10054 and 10060 that SqlClient gives to errors of
 * the network. This driver gives them SQLState 08S01 and no number; the server's own 121 and 233 are errors of a statement and
 * of its data. Left out of those lists are moreover numbers that severity tells (617, 669, 1203, 1221 end the connection) and
 * what no statement of ours can meet (replication, distributed transactions, FILESTREAM, creating databases).
 */
final class SqlServerErrors {

    /**
     * Deadlock victim, lock time-out, no memory for a lock, snapshot conflicts, a row that moved under a reader that takes no
     * locks, a definition that changed while its statement was compiled; of memory-optimized tables: dependency, write
     * conflict, validation, too many dependencies
     * (https://learn.microsoft.com/sql/relational-databases/in-memory-oltp/transactions-with-memory-optimized-tables). Babelfish
     * reports the lock time-out and the snapshot conflict as 33557097.
     */
    private static final Set<Integer> CONFLICTS =
            Set.of(1205, 1222, 1204, 3960, 3961, 601, 2801, 41301, 41302, 41305, 41325, 41839, 33557097);

    /**
     * A page that is another table's by now: under a reader that takes no locks this passes, and has severity 12. With 21 it is a
     * damaged database:
     * https://learn.microsoft.com/sql/relational-databases/errors-events/mssqlserver-605-database-engine-error
     */
    private static final int OTHER_PAGE = 605;

    /** Azure: failover and reconfiguration, throttling, limits of the service tier, a database that is paused or full. */
    private static final Set<Integer> AZURE = Set.of(
            615, 926, 1132, 4060, 4221, 10928, 10929, 10936, 40020, 40143, 40166, 40197, 40501, 40540, 40544, 40613,
            40642, 42108, 42109, 49918, 49919, 49920, 49977, 49983);

    /**
     * A database that is not recovered, restoring, in single or restricted use, not started, offline, without its files, in
     * transition, or at this moment a mirror or a secondary; one that takes no writes: read-only 3906, in emergency 3908.
     */
    private static final Set<Integer> DATABASE_AWAY =
            Set.of(921, 922, 923, 924, 927, 941, 942, 945, 952, 954, 955, 976, 978, 979, 982, 983, 988, 3906, 3908);

    /** The server stops, pauses or starts, or has ended the session: by KILL, or for a failover. */
    private static final Set<Integer> SERVER_AWAY =
            Set.of(596, 6005, 17142, 17187, 17188, 17189, 17197, 18401, 18451, 18461);

    /** No room: log, filegroup, tempdb and its row versions, a disk; a buffer pool without memory, a page that does not come. */
    private static final Set<Integer> NO_ROOM =
            Set.of(1101, 1104, 1105, 1121, 5149, 9001, 9002, 3958, 3959, 3966, 3967, 802, 845);

    /** The login: password, lockout, disabled, expired; the address. Nothing in a file can cause that. */
    private static final Set<Integer> LOGIN_REFUSED =
            Set.of(18452, 18456, 18470, 18486, 18487, 18488, 4064, 40532, 40615);

    /**
     * What the statement itself may have asked for too much of: memory, time, log, tempdb, locks; a transaction that was
     * doomed by an error which somebody caught.
     */
    private static final Set<Integer> TOO_MUCH =
            Set.of(701, 8628, 8645, 8651, 40549, 40550, 40551, 40552, 40553, 3930, 3998);

    /** Of severity 17 to 19 is a lack of resources, of 20 a problem of the one statement, of 21 and more that of a database. */
    private static final int LACK = 17;

    private static final int FATAL = 20;
    private static final int FATAL_TO_MORE = 21;
    /** From here on they are those of people who THROW. */
    private static final int FIRST_OF_USERS = 50_000;

    private static final int BABELFISH = 33557097;

    private SqlServerErrors() {}

    /** Also of those for which the driver makes a second error that is not of its own class, as for a batch. */
    static boolean isOfSqlServer(SQLException error) {
        return error instanceof SQLServerException
                || error.getSQLState() != null && error.getSQLState().startsWith("S");
    }

    static Kind kind(SQLException error) {
        int number = error.getErrorCode();
        if (isRightMissingInBabelfish(error)) {
            return Kind.PERMANENT;
        }
        if (CONFLICTS.contains(number) || number == OTHER_PAGE && severity(error) < LACK) {
            return Kind.CONFLICT;
        }
        if (AZURE.contains(number)
                || DATABASE_AWAY.contains(number)
                || SERVER_AWAY.contains(number)
                || NO_ROOM.contains(number)
                || isLoginRefused(error)) {
            return Kind.UNAVAILABLE;
        }
        if (TOO_MUCH.contains(number)) {
            return Kind.INTERRUPTED;
        }
        return bySeverity(number, severity(error));
    }

    /** Its one number for what it has no other for is taken for a conflict, since it has that number; no waiting gives a right. */
    private static boolean isRightMissingInBabelfish(SQLException error) {
        return error.getErrorCode() == BABELFISH
                && error.getMessage() != null
                && error.getMessage().startsWith("permission denied");
    }

    /** https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities */
    private static Kind bySeverity(int number, int severity) {
        if (severity >= FATAL_TO_MORE) {
            return Kind.UNAVAILABLE;
        }
        boolean isOfUsers = number >= FIRST_OF_USERS && number != BABELFISH;
        return severity == FATAL || severity >= LACK && !isOfUsers ? Kind.INTERRUPTED : Kind.PERMANENT;
    }

    static boolean isLoginRefused(SQLException error) {
        return LOGIN_REFUSED.contains(error.getErrorCode());
    }

    /** The server ends the connection with the error, and the driver closes its end. */
    static boolean isFatal(SQLException error) {
        return severity(error) >= FATAL;
    }

    /**
     * What DatabaseMetaData and SQLServerBulkCopy throw on a connection that broke before: with SQLState 08003, which
     * SQLServerException.mapFromXopen knows no other state for and makes an empty text, and no number. Nothing else in the driver
     * (13.2.1) has an empty SQLState: what it says of arguments and of values has NULL there. A statement asks its connection first,
     * and says 08S01; a result set or statement that is closed while its connection is open was closed by us.
     */
    static boolean isClosedConnection(SQLException error) {
        return error instanceof SQLServerException && "".equals(error.getSQLState()) && error.getErrorCode() == 0;
    }

    private static int severity(SQLException error) {
        return error instanceof SQLServerException server && server.getSQLServerError() != null
                ? server.getSQLServerError().getErrorSeverity()
                : 0;
    }
}
