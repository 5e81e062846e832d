package estiva.registry.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stops reading a body that is too large, whether it says its length beforehand or not. Quarkus' own limit would do so
 * too, but answers without a problem document.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {
    /** 10,000 files with long names fit. */
    static final long MAX_BYTES = 10L * 1024 * 1024;

    /** Thrown where the body is read. */
    static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (request.getLength() > MAX_BYTES) {
            throw new BodyTooLarge();
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Limited(request.getEntityStream()));
        }
    }

    private static final class Limited extends FilterInputStream {
        private long read;

        Limited(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int bytes) throws BodyTooLarge {
            read += bytes;
            if (read > MAX_BYTES) {
                throw new BodyTooLarge();
            }
        }
    }
}
