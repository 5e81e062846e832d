package estiva.worker.write;

import java.sql.SQLException;

/** Rows that the server will never take: a constraint, or a value that does not fit. */
public final class RowsRefused extends Exception {

    /** @param rows where in the file, such as {@code row 7}; null: not known */
    public RowsRefused(String rows, TargetTable table, SQLException cause) {
        super(
                (rows == null ? "" : rows + ": ") + "table " + table.name() + " refuses it: " + cause.getMessage(),
                cause);
    }

    RowsRefused(String reason, TargetTable table) {
        super(reason + " (table " + table.name() + ")");
    }
}
