package estiva.worker.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip, whose entries are expanded within limits. */
public final class Archive implements Closeable {

    private static final int END_RECORD = 0x06054b50;
    private static final int LOCAL_HEADER = 0x04034b50;
    /** Stands where a number is in the record of a zip of more than 4 GiB. */
    private static final long ELSEWHERE = 0xFFFF_FFFFL;

    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    /** The JDK holds it in memory. */
    private static final long LARGEST_DIRECTORY = 16L * 1024 * 1024;
    /** The least that an entry takes in the directory. */
    private static final int SMALLEST_ENTRY = 46;
    /** Bytes of the JDK's tables for each entry that there may be. */
    private static final int TABLE_BYTES = 16;
    /** Bytes of an entry's object, without its name and its extra fields. */
    private static final long ENTRY_BYTES = 256;

    private final ZipFile zip;
    private final long directory;
    private final long size;
    private final MemoryShare memory;
    private final ReadLimits limits;
    private final Stop stop;

    private Archive(ZipFile zip, long directory, StoredFile stored, ReadLimits limits) {
        this.zip = zip;
        this.directory = directory;
        size = stored.length();
        memory = stored.memory();
        this.limits = limits;
        stop = stored.stop();
    }

    public static Archive open(StoredFile stored, ReadLimits limits) throws IOException, UnreadableFile {
        Path path = stored.seekable();
        long directory = checkedDirectory(path, limits);
        stored.memory().take(directory + directory / SMALLEST_ENTRY * TABLE_BYTES);
        try {
            // Names are UTF-8 where their flag says so; of others all that matters is that every byte is some letter.
            // A copy goes at once, as far as the system can do that: nothing of it stays, however the worker ends.
            int mode = stored.isCopied() ? ZipFile.OPEN_READ | ZipFile.OPEN_DELETE : ZipFile.OPEN_READ;
            ZipFile zip = new ZipFile(path.toFile(), mode, StandardCharsets.ISO_8859_1);
            return new Archive(zip, directory, stored, limits);
        } catch (ZipException e) {
            String fault = ZipFaults.describe(path, directoryBegin(path), (int) directory);
            throw new UnreadableFile(fault == null ? "cannot be read as zip: " + e.getMessage() : fault, e);
        }
    }

    /** All entries but folders. */
    List<ZipEntry> files() throws UnreadableFile {
        // What the end record says need not be true.
        requireFew(zip.size(), limits);
        memory.take(ENTRY_BYTES * zip.size() + directory);
        return zip.stream()
                .filter(entry -> !path(entry).endsWith("/"))
                .map(ZipEntry.class::cast)
                .toList();
    }

    /**
     * Names of parts are the same without case (ISO/IEC 29500-2, 6.2.2), and some programs write the folders of Windows.
     *
     * @return null if there is no such entry
     */
    public ZipEntry find(String name) {
        ZipEntry exact = zip.getEntry(name);
        return exact != null
                ? exact
                : zip.stream()
                        .peek(entry -> stop.check())
                        .filter(entry -> path(entry).equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
    }

    /** With the folders parted as zips have to, whatever the program that wrote it has. */
    static String path(ZipEntry entry) {
        return entry.getName().replace('\\', '/');
    }

    public InputStream expand(ZipEntry entry) throws IOException {
        // What the directory says of sizes need not be true.
        long packed = Math.min(entry.getCompressedSize(), size);
        return new Expansion(
                new Verified(zip.getInputStream(entry), entry), packed, limits, stop, "member " + entry.getName());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /**
     * Looks at the end record by itself: a directory of millions of entries would be in memory before it is refused.
     */
    private static long checkedDirectory(Path path, ReadLimits limits) throws IOException, UnreadableFile {
        ByteBuffer tail = tail(path);
        for (int at = tail.capacity() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) != END_RECORD || at + END_LENGTH + unsigned(tail, at + 20) != tail.capacity()) {
                continue;
            }
            requireFew(unsigned(tail, at + 10), limits);
            long length = Integer.toUnsignedLong(tail.getInt(at + 12));
            if (length > LARGEST_DIRECTORY) {
                throw new UnreadableFile("has a zip directory of more than 16 MiB");
            }
            checkBegin(path, tail, at);
            return length;
        }
        throw new UnreadableFile("is no zip, or is cut off: its directory is not at its end");
    }

    /** Of a zip whose directory was checked. */
    private static long directoryBegin(Path path) throws IOException {
        ByteBuffer tail = tail(path);
        int at = tail.capacity() - END_LENGTH;
        while (tail.getInt(at) != END_RECORD || at + END_LENGTH + unsigned(tail, at + 20) != tail.capacity()) {
            at--;
        }
        return Integer.toUnsignedLong(tail.getInt(at + 16));
    }

    private static void requireFew(int entries, ReadLimits limits) throws UnreadableFile {
        if (entries > limits.entries()) {
            throw new UnreadableFile("holds " + (entries == 0xFFFF ? "65535 or more" : entries) + " entries where "
                    + limits.entries() + " are allowed; if it is meant to, raise estiva.worker.read.entries");
        }
    }

    /** What stands before the first entry would be ignored: of two zips that were joined, the first. */
    private static void checkBegin(Path path, ByteBuffer tail, int at) throws IOException, UnreadableFile {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long length = Integer.toUnsignedLong(tail.getInt(at + 12));
            long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
            long before = length == ELSEWHERE || offset == ELSEWHERE
                    ? 0
                    : file.length() - tail.capacity() + at - length - offset;
            int begin = Integer.reverseBytes(file.readInt());
            if (before > 0 || begin != LOCAL_HEADER && begin != END_RECORD) {
                throw new UnreadableFile("holds " + (before > 0 ? before + " bytes" : "data")
                        + " before its first entry, as if zips had been joined; they would not be read");
            }
        }
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    private static ByteBuffer tail(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(file.length(), END_LENGTH + LONGEST_COMMENT)];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** The JDK compares what it expands with nothing that the directory says. */
    private static final class Verified extends CheckedInputStream {

        private final ZipEntry entry;
        private long size;

        Verified(InputStream in, ZipEntry entry) {
            super(in, new CRC32());
            this.entry = entry;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            size += Math.max(0, count);
            if (count < 0 && size != entry.getSize()) {
                throw new ZipException("it has " + size + " bytes where the directory says " + entry.getSize());
            }
            if (count < 0 && getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("its checksum is not that of its bytes");
            }
            return count;
        }
    }
}
