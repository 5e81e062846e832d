package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;

/** The embedded default: the H2 file that services started in one folder find there without any configuration. */
public record H2File(Path home) implements RunningDatabase {

    static {
        // If we open the file first, we serve it to the others: as they would, on the loopback interface alone.
        System.setProperty("h2.bindAddress", "127.0.0.1");
    }

    @Override
    public Engine engine() {
        return Engine.H2;
    }

    @Override
    public String url() {
        return "jdbc:h2:file:" + home.resolve("data/estiva") + ";" + Engine.h2Options(true);
    }

    @Override
    public String username() {
        return "sa";
    }

    /** What lies in {@code data/password}, as the services have it; if they have not begun yet, they take ours. */
    @Override
    public String password() {
        Path file = home.resolve("data/password");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent(), only(file, "rwx------"));
                Files.writeString(Files.createFile(file, only(file, "rw-------")), UUID.randomUUID() + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] only(Path file, String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public Map<String, String> environment() {
        return Map.of();
    }

    @Override
    public void close() {
        // The file stays for whoever wants to look into it.
    }
}
