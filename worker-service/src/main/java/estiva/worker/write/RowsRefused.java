package estiva.worker.write;

import java.sql.SQLException;

/** Rows that the server will never take: a constraint, or a value that does not fit. */
public final class RowsRefused extends Exception {

    private final String refusal;

    /** @param rows where in the file, such as {@code row 7}; null: not known */
    public RowsRefused(String rows, TargetTable table, SQLException cause) {
        super(refusal(rows, table) + cause.getMessage(), cause);
        refusal = refusal(rows, table);
    }

    RowsRefused(String reason, TargetTable table) {
        super(reason + " (table " + table.name() + ")");
        refusal = getMessage();
    }

    /** Which rows and which table, without what the server says. */
    public String refusal() {
        return refusal;
    }

    private static String refusal(String rows, TargetTable table) {
        return (rows == null ? "" : rows + ": ") + "table " + table.name() + " refuses it: ";
    }
}
