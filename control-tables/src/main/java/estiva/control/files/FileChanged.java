package estiva.control.files;

import java.io.IOException;

/** A file that is not what it was when it was opened; the message says so without the file's name. */
public final class FileChanged extends IOException {
    private static final long serialVersionUID = 1L;

    private FileChanged(String message, Throwable cause) {
        super(message, cause);
    }

    public static FileChanged changed() {
        return new FileChanged("changed while it was read; register files when they are complete", null);
    }

    static FileChanged disappeared(Throwable cause) {
        return new FileChanged(
                "disappeared while it was read; leave files where they are until they are loaded", cause);
    }
}
