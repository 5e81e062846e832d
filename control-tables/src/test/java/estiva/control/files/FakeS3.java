package estiva.control.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * As much of S3 as Estiva speaks, over HTTP on a free port: one bucket, whose objects are in memory. It wants credentials,
 * but does not reckon their signature up; and it fails as it is told to. It knows nothing of Estiva.
 */
public final class FakeS3 implements AutoCloseable {
    public static final String BUCKET = "files";
    public static final String ACCESS_KEY = "fake-access-key";
    public static final String PREFIX = "clients/";

    static {
        // Else each answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** An object whose bytes may be made up as they are read. */
    record Stored(long size, Supplier<InputStream> content, String eTag, long number) {}

    /** @param after bytes of the body; -1: none is begun */
    private record Fault(Predicate<FakeS3Request> of, int status, long after, AtomicLong times) {}

    final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    final Map<String, List<byte[]>> uploads = new ConcurrentSkipListMap<>();
    /** As {@code GET /files/key}, in their order. */
    public final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public FakeS3() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param path below the root */
    public void put(String path, byte[] content) {
        putObject(PREFIX + path, content);
    }

    public void put(String path, String content) {
        put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** @param block that the object repeats to its end */
    public void putLarge(String path, long size, byte[] block) {
        objects.put(PREFIX + path, new Stored(size, () -> new Endless(block), "\"large\"", numbers.incrementAndGet()));
    }

    public void remove(String path) {
        objects.remove(PREFIX + path);
    }

    public boolean has(String path) {
        return objects.containsKey(PREFIX + path);
    }

    public String text(String path) throws IOException {
        return new String(objects.get(PREFIX + path).content().get().readAllBytes(), StandardCharsets.UTF_8);
    }

    public List<String> requests(String method) {
        return requests.stream().filter(each -> each.startsWith(method + " ")).toList();
    }

    public long bytesSent() {
        return bytesSent.get();
    }

    /** The next requests of a method are answered so. */
    public void answer(String method, int status, int times) {
        faults.add(new Fault(request -> request.method().equals(method), status, -1, new AtomicLong(times)));
    }

    /** The next bodies break off. */
    public void breakOff(long afterBytes, int times) {
        faults.add(new Fault(request -> request.method().equals("GET"), 0, afterBytes, new AtomicLong(times)));
    }

    /** From now on nothing fails. */
    public void heal() {
        faults.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    void putObject(String key, byte[] content) {
        String eTag = "\"" + Integer.toHexString(Arrays.hashCode(content)) + "-" + content.length + "\"";
        objects.put(key, new Stored(
                content.length, () -> new ByteArrayInputStream(content), eTag, numbers.incrementAndGet()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            FakeS3Request request = new FakeS3Request(this, exchange);
            requests.add(request.method() + " " + exchange.getRequestURI());
            Fault fault = faults.stream()
                    .filter(each -> each.of().test(request) && each.times().getAndDecrement() > 0)
                    .findFirst()
                    .orElse(null);
            String signed = exchange.getRequestHeaders().getFirst("Authorization");
            if (signed == null || !signed.contains("Credential=" + ACCESS_KEY + "/")) {
                request.refuse(403, "AccessDenied");
            } else if (fault != null && fault.status() != 0) {
                request.refuse(fault.status(), fault.status() == 403 ? "AccessDenied" : "Refused");
            } else {
                request.answer(fault == null ? Long.MAX_VALUE : fault.after());
            }
        }
    }

    private static final class Endless extends InputStream {
        private final byte[] block;
        private int next;

        Endless(byte[] block) {
            this.block = block;
        }

        @Override
        public int read() {
            int value = block[next] & 0xFF;
            next = (next + 1) % block.length;
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int count = Math.min(length, block.length - next);
            System.arraycopy(block, next, bytes, offset, count);
            next = (next + count) % block.length;
            return count;
        }
    }
}
