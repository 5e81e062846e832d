package estiva.control.files;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Files that begin somehow and then go on alike for ever, as far as anybody could read them. They lie on no disk. */
public final class EndlessFiles implements SourceStore {
    private static final long LENGTH = 1L << 50;
    /** For each read, as from a network: a copy of such a file must not fill the disk. */
    private static final long PAUSE_NANOS = 500_000;

    private final Map<String, SourceFile> files = new ConcurrentHashMap<>();
    private final AtomicLong bytesRead = new AtomicLong();

    public FileRoot root() {
        return new FileRoot(this, Optional.empty());
    }

    public SourceFile put(String name, byte[] begin, byte[] repeated) {
        SourceFile file = new Endless(name, begin, repeated);
        files.put(name, file);
        return file;
    }

    /** Of all files together. */
    public long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public SourceFile find(String path, String folder) throws IOException {
        SourceFile file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path);
        }
        return file;
    }

    @Override
    public void check(String path, String folder) {
        // Any file may come.
    }

    @Override
    public boolean isNear() {
        return false;
    }

    @Override
    public Listing list(String folder, Predicate<String> isIgnored) {
        return new Listing(List.of(), Map.of());
    }

    private final class Endless implements SourceFile {
        private final String name;
        private final byte[] begin;
        private final byte[] repeated;

        Endless(String name, byte[] begin, byte[] repeated) {
            this.name = name;
            this.begin = begin;
            this.repeated = repeated;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long size() {
            return LENGTH;
        }

        @Override
        public Optional<Path> local() {
            return Optional.empty();
        }

        @Override
        public SourceBytes open() {
            return new Bytes(begin, repeated);
        }

        @Override
        public void moveTo(String folder, long number) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete() {
            throw new UnsupportedOperationException();
        }
    }

    private final class Bytes extends SourceBytes {
        private final byte[] begin;
        private final byte[] repeated;
        private long position;

        Bytes(byte[] begin, byte[] repeated) {
            this.begin = begin;
            this.repeated = repeated;
        }

        @Override
        public long length() {
            return LENGTH;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            LockSupport.parkNanos(PAUSE_NANOS);
            for (int i = 0; i < length; i++) {
                long at = position + i;
                bytes[offset + i] =
                        at < begin.length ? begin[(int) at] : repeated[(int) ((at - begin.length) % repeated.length)];
            }
            position += length;
            bytesRead.addAndGet(length);
            return length;
        }

        @Override
        public void requireUnchanged() {
            // It is what it was.
        }
    }
}
