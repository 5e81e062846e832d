package estiva.control.files;

import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** As much of S3 as Estiva speaks: one bucket. It wants credentials, but does not reckon their signature up. */
public final class FakeS3 extends FakeStore {
    public static final String BUCKET = NAME;
    public static final String ACCESS_KEY = "fake-access-key";

    final Map<String, List<byte[]>> uploads = new ConcurrentSkipListMap<>();

    @Override
    FakeRequest request(HttpExchange exchange) {
        return new FakeS3Request(this, exchange);
    }

    /** That of the same bytes is the same. */
    @Override
    String eTag(byte[] content, long number) {
        return "\"" + Integer.toHexString(Arrays.hashCode(content)) + "-" + content.length + "\"";
    }
}
