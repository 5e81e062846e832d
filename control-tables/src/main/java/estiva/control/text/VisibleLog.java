package estiva.control.text;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Each record of a log is one line, and a stack trace if it has an error, whatever names, headers and contents of files are in
 * its message: of everything that logs, ours or a library's, since all handlers of {@code quarkus.log} have this filter.
 */
@LoggingFilter(name = VisibleLog.NAME)
public final class VisibleLog implements Filter {
    static final String NAME = "visible";

    /** @return true: it drops nothing */
    @Override
    public boolean isLoggable(LogRecord logged) {
        ExtLogRecord record = ExtLogRecord.wrap(logged);
        String message = record.getFormattedMessage();
        if (VisibleText.invisible(message).isPresent()) {
            record.setMessage(VisibleText.of(message), ExtLogRecord.FormatStyle.NO_FORMAT);
        }
        if (record.getThrown() != null) {
            record.setThrown(VisibleThrowable.of(record.getThrown()));
        }
        return true;
    }
}
