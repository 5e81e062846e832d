package estiva.control.process;

import estiva.control.text.VisibleText;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Writes the lines that people read beside a process or a file. Messages are {@link VisibleText}, cut to the column's width.
 */
public final class LogLines {
    public static final String INFO = "Info";
    public static final String WARNING = "Warning";
    public static final String ERROR = "Error";

    static final int WIDTH = 4000;

    private LogLines() {}

    public static void ofProcess(Handle handle, long processId, String level, String message) {
        handle.createUpdate("INSERT INTO ProcessLog (ProcessID, Message, LogLevel) VALUES (:id, :message, :level)")
                .bind("id", processId)
                .bind("message", message(message))
                .bind("level", level)
                .execute();
    }

    public static void ofFile(Handle handle, long fileId, String level, String message) {
        handle.createUpdate("INSERT INTO FileLog (FileID, Message, LogLevel) VALUES (:id, :message, :level)")
                .bind("id", fileId)
                .bind("message", message(message))
                .bind("level", level)
                .execute();
    }

    public static void warnOfFile(Handle handle, long fileId, List<String> messages) {
        messages.forEach(message -> ofFile(handle, fileId, WARNING, message));
    }

    /** What may stand in a message of it: visible, and no longer than a message may be. */
    public static String message(String text) {
        return message(text, WIDTH);
    }

    public static String message(String text, int width) {
        return VisibleText.of(text, width);
    }

    /** Data as they are, no longer than a message may be. */
    public static String cut(String text) {
        return cut(text, WIDTH);
    }

    public static String cut(String text, int width) {
        return VisibleText.cut(text, width);
    }
}
