package estiva.control.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object's bytes. A connection that breaks on the way, as one does on which nothing was read for long, is followed by
 * another one, which goes on with the same version of the object where the first ended.
 */
final class S3Bytes extends SourceBytes {
    /** Without a byte between them. */
    private static final int TRIES = 3;

    private final S3File file;
    private ResponseInputStream<GetObjectResponse> body;
    private long position;

    S3Bytes(S3File file) throws IOException {
        this.file = file;
        body = file.from(0);
    }

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
            int count = body.read(bytes, offset, (int) Math.min(length, file.size() - position));
            if (count < 0) {
                throw new EOFException("ended early");
            }
            return count;
        } catch (IOException | SdkException e) {
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
            body.close();
        } else {
            breakOff();
        }
    }

    /** To close a body is to read the rest of it. */
    private void breakOff() {
        if (body != null) {
            body.abort();
            body = null;
        }
    }
}
