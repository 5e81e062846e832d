package estiva.worker.load;

import estiva.control.imports.ImportSpec;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.RowsRefused;
import java.sql.SQLException;

/**
 * What is told of an error, where the import keeps no text of bad rows: messages of the database and of parsers quote values, so
 * that only their place and kind are kept.
 */
public final class Wording {
    private static final String NOT_KEPT =
            "; the message is not kept, since it could quote a value (rejects.keepRawText)";

    private Wording() {}

    /** Of an error of Estiva's own kinds. */
    public static String of(ImportSpec spec, Exception error) {
        if (spec.rejectsOrDefault().keepsRawText()) {
            return error.getMessage();
        }
        if (error instanceof RowsRefused refused && refused.getCause() instanceof SQLException cause) {
            return refused.refusal() + code(cause) + NOT_KEPT;
        }
        if (error instanceof UnreadableFile && error.getCause() != null) {
            return unquoted(error.getMessage());
        }
        // Such as that of a procedure.
        return error.getCause() instanceof SQLException cause
                ? "the database refuses it: " + code(cause) + NOT_KEPT
                : error.getMessage();
    }

    /** Of any error, also for the log: the same kind, place and code, without the message. */
    public static Exception discreet(ImportSpec spec, Exception error) {
        return spec.rejectsOrDefault().keepsRawText() ? error : new Untold(error);
    }

    /** As {@link #discreet}, of the first of the causes that is of this program. */
    public static String untold(Exception error) {
        return new Untold(error).getMessage();
    }

    /** What stands before the first text of the file. */
    static String unquoted(String message) {
        for (int i = 1; i < message.length(); i++) {
            boolean isQuote = message.charAt(i) == '\'' || message.charAt(i) == '"';
            if (isQuote && !Character.isLetter(message.charAt(i - 1))) {
                return message.substring(0, i).strip() + " ...";
            }
        }
        return message;
    }

    private static String code(SQLException error) {
        return "error " + error.getErrorCode() + ", SQLState " + error.getSQLState();
    }

    private static final class Untold extends Exception {
        private static final long serialVersionUID = 1L;

        Untold(Exception error) {
            super(describe(error) + NOT_KEPT);
            setStackTrace(error.getStackTrace());
        }

        private static String describe(Exception error) {
            for (Throwable each = error; each != null; each = each.getCause()) {
                if (each instanceof SQLException sql) {
                    return error.getClass().getSimpleName() + " (" + code(sql) + ")";
                }
            }
            return error.getClass().getSimpleName();
        }
    }
}
