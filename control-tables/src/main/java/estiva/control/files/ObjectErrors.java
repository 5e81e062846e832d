package estiva.control.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What the answers of an object store mean to those who know files. */
final class ObjectErrors {
    private ObjectErrors() {}

    /** No connection, or no answer in time. */
    static IOException unanswered(String address, Throwable failure) {
        return unavailable(address, Objects.requireNonNullElse(failure.getMessage(), failure.toString()), failure);
    }

    static IOException unavailable(String address, String reason, Throwable failure) {
        return new FileUnavailable(address + ": " + reason, failure);
    }

    /**
     * @param code that the store gives beside the status; null: none
     * @param address of the object, for the message
     */
    static IOException of(int status, String code, String address, Throwable failure) {
        String described = "status " + status + (code == null ? "" : ", " + code);
        if (status >= 500 || status == 408 || status == 429) {
            return unavailable(address, described, failure);
        }
        return switch (status) {
            case 401, 403 ->
                new AccessDeniedException(address, null, "access is denied to these credentials (" + described + ")");
            case 404 -> new NoSuchFileException(address);
            case 412 -> FileChanged.changed();
            default -> new IOException(address + ": " + described, failure);
        };
    }
}
