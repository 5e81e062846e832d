package estiva.worker.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The text of a gzip file: of all its members, one after the other (RFC 1952). Zeros after the last one are padding, as for
 * gzip(1); anything else there is an error.
 *
 * <p>The JDK's GZIPInputStream ignores whatever follows a member and is no header, and looks for another member only where the
 * stream below says that bytes are available.
 */
final class GzipMembers extends InputStream {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATED = 8;
    private static final int HEADER_SUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final InputStream in;
    private final byte[] packed;
    private final Inflater inflater = new Inflater(true);
    /** Of the member's text, and before that of its header. */
    private final CRC32 sum = new CRC32();

    private int from;
    private int to;
    /** Bytes taken from the file, those in the buffer included. */
    private long taken;

    private boolean ended;

    /**
     * @throws ZipException if it does not begin as gzip does
     * @throws EOFException if it is cut off in its header
     */
    GzipMembers(InputStream in, int buffer) throws IOException {
        this.in = in;
        packed = new byte[buffer];
        try {
            readHeader();
        } catch (IOException | RuntimeException e) {
            inflater.end();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (!ended && length > 0) {
            int count = inflate(bytes, offset, length);
            if (count > 0) {
                sum.update(bytes, offset, count);
                return count;
            }
            if (inflater.finished()) {
                from = to - inflater.getRemaining();
                readTrailer();
                begin();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary, which gzip does not know");
            } else {
                requireMore();
                giveToInflater();
            }
        }
        return length == 0 ? 0 : -1;
    }

    @Override
    public void close() {
        inflater.end();
        ended = true;
    }

    private int inflate(byte[] bytes, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(bytes, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException(e.getMessage() == null ? "no deflated data near byte " + taken : e.getMessage());
        }
    }

    /** The next member, or the end of the file. */
    private void begin() throws IOException {
        long position = position();
        if (!hasMore()) {
            ended = true;
        } else if (packed[from] == 0) {
            skipPadding();
        } else {
            try {
                readHeader();
            } catch (ZipException e) {
                throw new ZipException(
                        "at byte " + position + ", after the end of its packed text, are data that are no"
                                + " gzip; a file that was cut or joined wrongly is to be packed again");
            }
        }
    }

    private void skipPadding() throws IOException {
        while (hasMore()) {
            if (packed[from] != 0) {
                throw new ZipException(
                        "at byte " + position() + ", after zeros that follow its packed text, are other data");
            }
            from++;
        }
        ended = true;
    }

    private void readHeader() throws IOException {
        sum.reset();
        if (oneByte() != MAGIC_1 || oneByte() != MAGIC_2 || oneByte() != DEFLATED) {
            throw new ZipException("no gzip header");
        }
        int flags = oneByte();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("a gzip header of an unknown kind");
        }
        skip(6); // time, level, system
        if ((flags & EXTRA) != 0) {
            skip(twoBytes());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        int headerSum = (int) sum.getValue() & 0xFFFF;
        if ((flags & HEADER_SUM) != 0 && twoBytes() != headerSum) {
            throw new ZipException("the checksum of its header is not that of its bytes");
        }
        sum.reset();
        inflater.reset();
        giveToInflater();
    }

    /** All that is in the buffer; what it leaves over is known when it has finished. */
    private void giveToInflater() {
        inflater.setInput(packed, from, to - from);
        from = to;
    }

    private void readTrailer() throws IOException {
        long actual = sum.getValue();
        long expected = twoBytes() | (long) twoBytes() << 16;
        long size = twoBytes() | (long) twoBytes() << 16;
        if (expected != actual) {
            throw new ZipException("its checksum is not that of its text");
        }
        if (size != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
            throw new ZipException("it says that its text has another size");
        }
    }

    private void skipText() throws IOException {
        while (oneByte() != 0) {
            // A name or a comment, which ends in a zero.
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            oneByte();
        }
    }

    private int twoBytes() throws IOException {
        return oneByte() | oneByte() << 8;
    }

    private int oneByte() throws IOException {
        requireMore();
        sum.update(packed[from]);
        return packed[from++] & 0xFF;
    }

    private long position() {
        return taken - (to - from);
    }

    private void requireMore() throws IOException {
        if (!hasMore()) {
            throw new EOFException();
        }
    }

    private boolean hasMore() throws IOException {
        while (from == to) {
            int count = in.read(packed, 0, packed.length);
            if (count < 0) {
                return false;
            }
            from = 0;
            to = count;
            taken += count;
        }
        return true;
    }
}
