package estiva.registry.process;

import estiva.registry.access.Access;
import estiva.registry.access.Role;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What went wrong, as far as who asks may know: messages of the workers, and of databases, quote values of rows, which only the
 * role personalData shows.
 */
@Singleton
class Messages {
    private static final String HIDDEN = "…";
    /** As the workers quote values, and as databases do. What is not closed, since the message was cut, goes to its end. */
    private static final Pattern QUOTED =
            Pattern.compile("'[^']*+(?:''[^']*+)*+(?:'|$)|\"[^\"]*+(?:\"\"[^\"]*+)*+(?:\"|$)|\\([^()]*+(?:\\)|$)");

    private final Access access;

    Messages(Access access) {
        this.access = access;
    }

    FileControl shown(FileControl process) {
        process.lastError = shown(process.lastError, process.processName);
        return process;
    }

    List<FileControl> shown(List<FileControl> processes) {
        processes.forEach(this::shown);
        return processes;
    }

    FileParameters shown(FileParameters file, String processName) {
        file.lastError = shown(file.lastError, processName);
        return file;
    }

    List<FileParameters> shown(List<FileParameters> files, String processName) {
        files.forEach(file -> shown(file, processName));
        return files;
    }

    List<LogLine> shownLines(List<LogLine> lines, String processName) {
        lines.forEach(line -> line.message = shown(line.message, processName));
        return lines;
    }

    private String shown(String message, String processName) {
        return message == null || access.has(Role.PERSONAL_DATA, processName) ? message : withoutValues(message);
    }

    static String withoutValues(String message) {
        return QUOTED.matcher(message).replaceAll(HIDDEN);
    }
}
