package estiva.control.process;

import java.time.Instant;
import java.util.List;

/**
 * What a client asks to be loaded, already checked.
 *
 * @param processName the client, trimmed
 * @param importName of all files that name none of their own; null: chosen when a file loads
 * @param maxAttempts null: the client's
 * @param notBefore null: at once
 * @param registeredBy who asked, for the record
 */
public record NewProcess(
        String processName,
        String importName,
        Integer importVersion,
        int priority,
        Instant notBefore,
        Integer maxAttempts,
        String registeredBy,
        List<NewFile> files) {

    /** One file; {@code directory} is below the file root, null: the root itself. */
    public record NewFile(
            String fileName,
            String directory,
            String importName,
            Integer importVersion,
            String parameter1,
            String parameter2) {}
}
