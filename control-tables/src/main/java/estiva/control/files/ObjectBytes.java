package estiva.control.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;

/**
 * An object's bytes. A connection that breaks on the way, as one does on which nothing was read for long, is followed by
 * another one, which goes on with the same version of the object where the first ended.
 */
final class ObjectBytes extends SourceBytes {
    /** Without a byte between them. */
    private static final int TRIES = 3;

    private final ObjectFile file;
    private Body body;
    private long position;

    ObjectBytes(ObjectFile file) throws IOException {
        this.file = file;
        body = file.from(0);
    }

    /**
     * An answer on its way.
     *
     * @param abort ends it before its end; to close it may be to read the rest of it
     */
    record Body(InputStream bytes, Runnable abort) {}

    @Override
    public long length() {
        return file.size();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        for (int attempt = 1; position < file.size(); attempt++) {
            try {
                int count = readOn(bytes, offset, length);
                position += count;
                return count;
            } catch (NoSuchFileException e) {
                throw FileChanged.disappeared(e);
            } catch (FileUnavailable e) {
                breakOff();
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
        return -1;
    }

    private int readOn(byte[] bytes, int offset, int length) throws IOException {
        if (body == null) {
            body = file.from(position);
        }
        try {
            int count = body.bytes().read(bytes, offset, (int) Math.min(length, file.size() - position));
            if (count < 0) {
                throw new EOFException("ended early");
            }
            return count;
        } catch (IOException | RuntimeException e) {
            // The clients' own exceptions are unchecked.
            throw new FileUnavailable(
                    file.address() + ": the connection broke after " + position + " bytes: " + e.getMessage(), e);
        }
    }

    @Override
    public void requireUnchanged() throws IOException {
        file.requireUnchanged();
    }

    @Override
    public void close() throws IOException {
        if (body != null && position == file.size()) {
            body.bytes().close();
        } else {
            breakOff();
        }
    }

    private void breakOff() {
        if (body != null) {
            body.abort().run();
            body = null;
        }
    }
}
