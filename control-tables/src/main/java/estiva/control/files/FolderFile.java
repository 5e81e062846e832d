package estiva.control.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** A file below a folder, by its real path. */
record FolderFile(FolderStore store, Path path) implements SourceFile {

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public long size() throws IOException {
        return Files.size(path);
    }

    @Override
    public Optional<Path> local() {
        return Optional.of(path);
    }

    @Override
    public SourceBytes open() throws IOException {
        try {
            return new Bytes(path, Files.readAttributes(path, BasicFileAttributes.class), Files.newInputStream(path));
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            // Such as one that another program holds on Windows, or a share that is away.
            throw new FileUnavailable(e.getMessage(), e);
        }
    }

    @Override
    public void moveTo(String folder, long number) throws FileRoot.Refused, IOException {
        store.move(path, folder, number);
    }

    @Override
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    private static final class Bytes extends SourceBytes {
        private final Path path;
        private final BasicFileAttributes before;
        private final InputStream in;

        Bytes(Path path, BasicFileAttributes before, InputStream in) {
            this.path = path;
            this.before = before;
            this.in = in;
        }

        @Override
        public long length() {
            return before.size();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                throw new FileUnavailable(e.getMessage(), e);
            }
        }

        @Override
        public void requireUnchanged() throws IOException {
            BasicFileAttributes after;
            try {
                after = Files.readAttributes(path, BasicFileAttributes.class);
            } catch (NoSuchFileException e) {
                throw FileChanged.disappeared(e);
            }
            if (after.size() != before.size()
                    || !after.lastModifiedTime().equals(before.lastModifiedTime())
                    || !Objects.equals(after.fileKey(), before.fileKey())) {
                throw FileChanged.changed();
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
