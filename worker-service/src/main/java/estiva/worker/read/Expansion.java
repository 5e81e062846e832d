package estiva.worker.read;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Expanded bytes of a packed file, up to what its packed size and the worker's limits allow. */
final class Expansion extends FilterInputStream {

    /** Whatever the ratio, less than this harms nobody. */
    private static final long HARMLESS = 16L * 1024 * 1024;

    private final long packedSize;
    private final ReadLimits limits;
    private final Stop stop;
    private final String name;
    private long size;

    /**
     * @param packedSize bytes from which they come
     * @param name what is expanded, as messages call it
     */
    Expansion(InputStream in, long packedSize, ReadLimits limits, Stop stop, String name) {
        super(in);
        this.packedSize = packedSize;
        this.limits = limits;
        this.stop = stop;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        stop.check();
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (EOFException e) {
            throw new IOException(name + " is cut off: its packed data ends early", e);
        } catch (ZipException e) {
            throw new IOException(name + " is damaged: " + e.getMessage(), e);
        }
        if (count > 0) {
            size += count;
            check();
        }
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 1 << 13)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() throws IOException {
        if (size > limits.expandedBytes()) {
            throw new IOException(name + " expands to more than " + limits.expandedBytes()
                    + " bytes; if it is meant to, raise estiva.worker.read.expanded-bytes");
        }
        if (size > HARMLESS && size / limits.ratio() > packedSize) {
            throw new IOException(name + " expands to more than " + limits.ratio()
                    + " times its size; if it is meant to, raise estiva.worker.read.ratio");
        }
    }
}
