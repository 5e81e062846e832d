package estiva.registry.access;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The key that comes from the configuration: the first one, and the one for when all others are lost. */
@Singleton
class AdminKey {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Optional<ApiKeyText> key;

    @Inject
    AdminKey(AccessConfig config) {
        this(configured(config));
    }

    AdminKey(Optional<ApiKeyText> key) {
        this.key = key;
    }

    Optional<ApiKeyText> key() {
        return key;
    }

    boolean isGiven() {
        return key.isPresent();
    }

    private static Optional<ApiKeyText> configured(AccessConfig config) {
        if (config.adminKey().isPresent() && config.adminKeyFile().isPresent()) {
            throw new IllegalStateException("Give estiva.access.admin-key or estiva.access.admin-key-file, not both");
        }
        Optional<String> text = config.adminKey().or(() -> config.adminKeyFile().map(AdminKey::read));
        // The text itself is not part of the message.
        return text.map(it -> ApiKeyText.of(it.strip())
                .orElseThrow(() -> new IllegalStateException("The key of estiva.access.admin-key or of the file"
                        + " estiva.access.admin-key-file is not of the form " + ApiKeyText.SHAPE)));
    }

    private static String read(String name) {
        Path file = Path.of(name);
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IllegalStateException(
                        "estiva.access.admin-key-file: others than its owner may read " + file + "; chmod 600 it");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("estiva.access.admin-key-file cannot be read: " + file, e);
        }
    }
}
