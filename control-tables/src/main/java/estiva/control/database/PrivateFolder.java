package estiva.control.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * A folder that no other user of the machine can enter, and the files in it that no other can read. Where that cannot be had
 * (no POSIX permissions, or the folder is somebody else's), the log says so once.
 */
final class PrivateFolder {
    private static final Logger LOG = Logger.getLogger(PrivateFolder.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private boolean warned;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    /** Makes the folder if it is missing, and closes one that is there to others. */
    static PrivateFolder open(Path path) {
        PrivateFolder folder = new PrivateFolder(path);
        try {
            Files.createDirectory(path, folder.only(FOLDER));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path)) {
                throw new UncheckedIOException("The database lies in the folder " + path + ", but that is a file", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder " + path + " of the database cannot be made: " + e.getMessage(), e);
        }
        folder.close(path, FOLDER);
        return folder;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** What a file of this folder must be made with, so that it is at no moment open to others. */
    FileAttribute<?>[] ofNewFile() {
        return only(FILE);
    }

    /** Closes the files whose names begin so to others; what else lies in the folder is not ours. */
    void closeFiles(String glob) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, glob)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    close(file, FILE);
                }
            }
        } catch (IOException e) {
            warn(e.toString());
        }
    }

    private void close(Path file, Set<PosixFilePermission> permissions) {
        if (!hasPermissions()) {
            warn("its file system has no POSIX permissions");
            return;
        }
        try {
            if (!Files.getPosixFilePermissions(file).equals(permissions)) {
                Files.setPosixFilePermissions(file, permissions);
            }
            if (!Files.getPosixFilePermissions(file).equals(permissions)) {
                warn(file + " keeps the permissions "
                        + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        } catch (NoSuchFileException e) {
            LOG.tracef("%s is gone", file); // H2 deletes its lock file as it closes
        } catch (IOException e) {
            warn(e.toString());
        }
    }

    private synchronized void warn(String reason) {
        if (!warned) {
            warned = true;
            LOG.warnf(
                    "The folder %s of the database cannot be closed to other users of this machine: %s. See to it that none"
                            + " of them can read it",
                    path.toAbsolutePath().normalize(), reason);
        }
    }

    private FileAttribute<?>[] only(Set<PosixFilePermission> permissions) {
        return hasPermissions()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private boolean hasPermissions() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
