package estiva.worker.read;

import java.io.ByteArrayOutputStream;

/** Files that tests put together from parts. */
final class ByteParts {

    private ByteParts() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
