package estiva.worker.read.xlsx;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a part of a workbook, of which one tag, comment or name must not have too many: the parser keeps it as a
 * whole. Texts it gives piece by piece.
 */
final class EventBytes extends FilterInputStream {

    private static final int MOST = 1 << 18;

    private int sinceEvent;

    EventBytes(InputStream in) {
        super(in);
    }

    /** Another event begins. */
    void begin() {
        sinceEvent = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (sinceEvent > MOST) {
            throw new IOException("the workbook's XML has a tag or a comment of more than " + MOST + " bytes");
        }
        int count = super.read(bytes, offset, length);
        sinceEvent += Math.max(0, count);
        return count;
    }
}
