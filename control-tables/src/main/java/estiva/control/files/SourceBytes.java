package estiva.control.files;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file as stored. To be read by several at a time, not by one byte. */
public abstract class SourceBytes extends InputStream {

    /** Bytes that the file had when it was opened. */
    public abstract long length();

    /** @throws FileChanged if the file is no longer the one that was opened, or is gone */
    public abstract void requireUnchanged() throws IOException;

    @Override
    public abstract int read(byte[] bytes, int offset, int length) throws IOException;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}
