package estiva.worker.read;

import java.io.EOFException;
import java.io.IOException;

/** A file that cannot be read as it is described; the message says where and what to do, without the file's name. */
public final class UnreadableFile extends Exception {

    public UnreadableFile(String message) {
        super(message);
    }

    public UnreadableFile(String message, Throwable cause) {
        super(message, cause);
    }

    /** Why bytes could not be read, as a sentence's end: some exceptions say nothing but their name. */
    static String reason(IOException e) {
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        return e.getMessage() == null || e.getMessage().isBlank()
                ? "the disk or the network has failed"
                : e.getMessage();
    }
}
