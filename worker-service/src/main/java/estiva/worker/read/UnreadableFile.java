package estiva.worker.read;

/** A file that cannot be read as it is described; the message says where and what to do, without the file's name. */
public final class UnreadableFile extends Exception {

    public UnreadableFile(String message) {
        super(message);
    }

    public UnreadableFile(String message, Throwable cause) {
        super(message, cause);
    }
}
