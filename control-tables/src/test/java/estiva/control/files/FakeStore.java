package estiva.control.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
 * As much of an object store as Estiva speaks with, over HTTP on a free port; its objects are in memory. It fails as it is
 * told to. It knows nothing of Estiva.
 */
public abstract class FakeStore implements AutoCloseable {
    /** Of the bucket or the container. */
    public static final String NAME = "files";

    public static final String PREFIX = "clients/";

    static {
        // Else each answer waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /**
     * An object whose bytes may be made up as they are read.
     *
     * @param number higher than that of all that was stored before
     * @param headers with which it is answered
     */
    record Stored(long size, Supplier<InputStream> content, String eTag, long number, Map<String, String> headers) {}

    /** @param after bytes of the body; -1: none is begun */
    private record Fault(Predicate<FakeRequest> of, int status, String code, long after, AtomicLong times) {}

    final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
    /** As {@code GET /files/key}, in their order. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    final AtomicLong bytesSent = new AtomicLong();
    private final AtomicLong numbers = new AtomicLong();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FakeStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    abstract FakeRequest request(HttpExchange exchange);

    abstract String eTag(byte[] content, long number);

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param path below the root */
    public void put(String path, byte[] content) {
        putObject(PREFIX + path, content, Map.of());
    }

    /** @param headers with which the object is answered */
    public void put(String path, String content, Map<String, String> headers) {
        putObject(PREFIX + path, content.getBytes(StandardCharsets.UTF_8), headers);
    }

    public void put(String path, String content) {
        put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** @param block that the object repeats to its end */
    public void putLarge(String path, long size, byte[] block) {
        objects.put(
                PREFIX + path,
                new Stored(size, () -> new Endless(block), "\"large\"", numbers.incrementAndGet(), Map.of()));
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
        answer(method, status, status == 403 ? "AccessDenied" : "Refused", times);
    }

    public void answer(String method, int status, String code, int times) {
        answer(request -> request.method().equals(method), status, code, times);
    }

    void answer(Predicate<FakeRequest> of, int status, String code, int times) {
        faults.add(new Fault(of, status, code, -1, new AtomicLong(times)));
    }

    /** The next bodies break off. */
    public void breakOff(long afterBytes, int times) {
        faults.add(new Fault(request -> request.method().equals("GET"), 0, null, afterBytes, new AtomicLong(times)));
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

    Stored putObject(String key, byte[] content, Map<String, String> headers) {
        long number = numbers.incrementAndGet();
        Stored stored = new Stored(
                content.length, () -> new ByteArrayInputStream(content), eTag(content, number), number, headers);
        objects.put(key, stored);
        return stored;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            FakeRequest request = request(exchange);
            requests.add(request.method() + " " + exchange.getRequestURI());
            Fault fault = faults.stream()
                    .filter(each -> each.of().test(request) && each.times().getAndDecrement() > 0)
                    .findFirst()
                    .orElse(null);
            if (!request.isSigned()) {
                request.refuse(403, "NotSigned");
            } else if (fault != null && fault.status() != 0) {
                request.refuse(fault.status(), fault.code());
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
