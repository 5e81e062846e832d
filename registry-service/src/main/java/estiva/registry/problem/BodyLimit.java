package estiva.registry.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stops reading a body that is too large, whether it says its length beforehand or not. Quarkus' own limit would do so
 * too, but answers without a problem document.
 */
@Provider
public class BodyLimit implements ContainerRequestFilter {
    private static final int MEBIBYTE = 1024 * 1024;

    private final ResourceInfo resource;

    public BodyLimit(@Context ResourceInfo resource) {
        this.resource = resource;
    }

    /** How large a body may be, where it may be larger than 1 MiB. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    public @interface LargeBody {
        int mebibytes();
    }

    /** Thrown where the body is read. */
    static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        BodyTooLarge(long limit) {
            super("The body must not be larger than " + limit / MEBIBYTE + " MiB");
        }
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        long limit = limit();
        if (request.getLength() > limit) {
            throw new BodyTooLarge(limit);
        }
        if (request.hasEntity()) {
            request.setEntityStream(new Limited(request.getEntityStream(), limit));
        }
    }

    private long limit() {
        LargeBody large = resource.getResourceMethod().getAnnotation(LargeBody.class);
        return MEBIBYTE * (large == null ? 1L : large.mebibytes());
    }

    private static final class Limited extends FilterInputStream {
        private final long limit;
        private long read;

        Limited(InputStream body, long limit) {
            super(body);
            this.limit = limit;
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
            if (read > limit) {
                throw new BodyTooLarge(limit);
            }
        }
    }
}
