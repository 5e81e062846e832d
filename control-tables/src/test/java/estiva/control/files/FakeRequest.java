package estiva.control.files;

import com.sun.net.httpserver.HttpExchange;
import estiva.control.files.FakeStore.Stored;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One request to a {@link FakeStore}. */
abstract class FakeRequest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    /** With two digits for the day, which the JDK's own has not. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int PAGE = 100;

    final FakeStore store;
    final HttpExchange exchange;
    /** Empty: the bucket or the container itself. */
    final String key;

    final Map<String, String> query = new HashMap<>();
    private final boolean isElsewhere;

    /** @param root of all paths, with the slash at its end */
    FakeRequest(FakeStore store, HttpExchange exchange, String root) {
        this.store = store;
        this.exchange = exchange;
        String path = exchange.getRequestURI().getPath();
        isElsewhere = !(path + "/").startsWith(root);
        key = path.startsWith(root) ? path.substring(root.length()) : "";
        String text = exchange.getRequestURI().getRawQuery();
        for (String each : text == null ? new String[0] : text.split("&")) {
            String[] pair = each.split("=", 2);
            query.put(pair[0], pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
    }

    /** Whether it comes with credentials. */
    abstract boolean isSigned();

    /** What the store calls it when there is no such bucket or container, or no such object in it. */
    abstract String missing(boolean isObject);

    abstract void list() throws IOException;

    /** Whatever neither reads nor lists. */
    abstract void write() throws IOException;

    final String method() {
        return exchange.getRequestMethod();
    }

    final String header(String name) {
        return exchange.getRequestHeaders().getFirst(name);
    }

    /** @param breakAfter bytes of a body */
    final void answer(long breakAfter) throws IOException {
        if (isElsewhere) {
            refuse(404, missing(false));
        } else if (!List.of("GET", "HEAD").contains(method())) {
            write();
        } else if (key.isEmpty()) {
            list();
        } else {
            get(breakAfter);
        }
    }

    void refuse(int status, String code) throws IOException {
        send(status, "<Error><Code>" + code + "</Code><Message>fake</Message></Error>");
    }

    private void get(long breakAfter) throws IOException {
        Stored stored = find(key, "If-Match");
        if (stored == null) {
            return;
        }
        String range = header("Range") == null ? header("x-ms-range") : header("Range");
        long from = range == null ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
        long length = stored.size() - from;
        stored.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("ETag", stored.eTag());
        exchange.getResponseHeaders().set("Last-Modified", time(stored));
        if (method().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
        try (InputStream content = stored.content().get()) {
            content.skipNBytes(from);
            send(content, Math.min(length, breakAfter));
        }
    }

    /**
     * @param condition the header that may name an ETag
     * @return null: the request is answered
     */
    final Stored find(String wantedKey, String condition) throws IOException {
        Stored stored = store.objects.get(wantedKey);
        if (stored == null) {
            refuse(404, missing(true));
            return null;
        }
        String wanted = header(condition);
        if (wanted != null && !wanted.replace("\"", "").equals(stored.eTag().replace("\"", ""))) {
            refuse(412, condition.equals("If-Match") ? "ConditionNotMet" : "SourceConditionNotMet");
            return null;
        }
        return stored;
    }

    private void send(InputStream content, long length) throws IOException {
        byte[] buffer = new byte[1 << 16];
        OutputStream out = exchange.getResponseBody();
        for (long left = length; left > 0; ) {
            int count = content.read(buffer, 0, (int) Math.min(left, buffer.length));
            out.write(buffer, 0, count);
            store.bytesSent.addAndGet(count);
            left -= count;
        }
        out.flush();
    }

    /** What is listed at once. @param isLast whether it is the end of the list */
    record Page(List<Map.Entry<String, Stored>> objects, boolean isLast) {
        /** Where the next one begins. */
        String next() {
            return Base64.getUrlEncoder()
                    .encodeToString(objects.get(objects.size() - 1).getKey().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param token the parameter that says where a page begins */
    final Page page(String token) {
        String prefix = query.getOrDefault("prefix", "");
        String after = new String(Base64.getUrlDecoder().decode(query.getOrDefault(token, "")), StandardCharsets.UTF_8);
        List<Map.Entry<String, Stored>> found = new TreeMap<>(store.objects)
                .entrySet().stream()
                        .filter(each -> each.getKey().startsWith(prefix)
                                && each.getKey().compareTo(after) > 0)
                        .toList();
        return new Page(found.subList(0, Math.min(PAGE, found.size())), found.size() <= PAGE);
    }

    /** In whole seconds, as the stores do. */
    static Instant modifiedAt(Stored stored) {
        return BEGIN.plusSeconds(stored.number() / 1000);
    }

    static String time(Stored stored) {
        return TIME.format(modifiedAt(stored));
    }

    final void send(int status, String xml) throws IOException {
        boolean hasBody = !method().equals("HEAD");
        byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }
}
