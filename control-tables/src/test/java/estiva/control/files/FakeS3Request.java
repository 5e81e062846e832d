package estiva.control.files;

import com.sun.net.httpserver.HttpExchange;
import estiva.control.files.FakeS3.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One request to {@link FakeS3}. */
final class FakeS3Request {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PAGE = 100;

    private final FakeS3 store;
    private final HttpExchange exchange;
    private final String key;
    private final Map<String, String> query = new HashMap<>();

    FakeS3Request(FakeS3 store, HttpExchange exchange) {
        this.store = store;
        this.exchange = exchange;
        String path = exchange.getRequestURI().getPath();
        String bucket = "/" + FakeS3.BUCKET + "/";
        key = path.startsWith(bucket) ? path.substring(bucket.length()) : "";
        String text = exchange.getRequestURI().getRawQuery();
        for (String each : text == null ? new String[0] : text.split("&")) {
            String[] pair = each.split("=", 2);
            query.put(pair[0], pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** @param breakAfter bytes of a body */
    void answer(long breakAfter) throws IOException {
        if (!exchange.getRequestURI().getPath().startsWith("/" + FakeS3.BUCKET)) {
            refuse(404, "NoSuchBucket");
            return;
        }
        switch (method()) {
            case "GET" -> {
                if (key.isEmpty()) {
                    list();
                } else {
                    get(breakAfter);
                }
            }
            case "HEAD" -> get(0);
            case "PUT" -> copy();
            case "POST" -> upload();
            case "DELETE" -> {
                if (!query.containsKey("uploadId")) {
                    store.objects.remove(key);
                }
                exchange.sendResponseHeaders(204, -1);
            }
            default -> refuse(405, "MethodNotAllowed");
        }
    }

    void refuse(int status, String code) throws IOException {
        send(status, "<Error><Code>" + code + "</Code><Message>fake</Message></Error>");
    }

    private void get(long breakAfter) throws IOException {
        Stored stored = store.objects.get(key);
        if (stored == null) {
            refuse(404, "NoSuchKey");
            return;
        }
        String wanted = exchange.getRequestHeaders().getFirst("If-Match");
        if (wanted != null && !wanted.equals(stored.eTag())) {
            refuse(412, "PreconditionFailed");
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        long from = range == null ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
        long length = stored.size() - from;
        exchange.getResponseHeaders().set("ETag", stored.eTag());
        exchange.getResponseHeaders().set("Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(modifiedAt(stored).atOffset(ZoneOffset.UTC)));
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

    private void list() throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String after = new String(
                Base64.getUrlDecoder().decode(query.getOrDefault("continuation-token", "")), StandardCharsets.UTF_8);
        List<Map.Entry<String, Stored>> found = new TreeMap<>(store.objects).entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix) && each.getKey().compareTo(after) > 0)
                .toList();
        List<Map.Entry<String, Stored>> page = found.subList(0, Math.min(PAGE, found.size()));
        String contents = page.stream()
                .map(each -> "<Contents><Key>" + URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "</Key><Size>"
                        + each.getValue().size() + "</Size><ETag>" + each.getValue().eTag().replace("\"", "&quot;")
                        + "</ETag><LastModified>" + modifiedAt(each.getValue()) + "</LastModified></Contents>")
                .collect(Collectors.joining());
        String next = page.size() == found.size() ? "" : "<NextContinuationToken>" + Base64.getUrlEncoder().encodeToString(
                page.get(page.size() - 1).getKey().getBytes(StandardCharsets.UTF_8)) + "</NextContinuationToken>";
        send(200, "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>" + !next.isEmpty() + "</IsTruncated>"
                + contents + next + "</ListBucketResult>");
    }

    /** As S3 does, in whole seconds. */
    private static Instant modifiedAt(Stored stored) {
        return BEGIN.plusSeconds(stored.number() / 1000);
    }

    private void copy() throws IOException {
        String from = exchange.getRequestHeaders().getFirst("x-amz-copy-source");
        String source = URLDecoder.decode(from, StandardCharsets.UTF_8).replaceFirst("^/?" + FakeS3.BUCKET + "/", "");
        Stored stored = store.objects.get(source);
        if (stored == null) {
            refuse(404, "NoSuchKey");
            return;
        }
        String wanted = exchange.getRequestHeaders().getFirst("x-amz-copy-source-if-match");
        if (wanted != null && !wanted.equals(stored.eTag())) {
            refuse(412, "PreconditionFailed");
            return;
        }
        byte[] bytes = stored.content().get().readAllBytes();
        String range = exchange.getRequestHeaders().getFirst("x-amz-copy-source-range");
        if (range == null) {
            store.putObject(key, bytes);
            send(200, "<CopyObjectResult><ETag>" + stored.eTag() + "</ETag></CopyObjectResult>");
        } else {
            String[] ends = range.substring("bytes=".length()).split("-");
            List<byte[]> parts = store.uploads.get(query.get("uploadId"));
            parts.add(Arrays.copyOfRange(bytes, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1));
            send(200, "<CopyPartResult><ETag>part" + query.get("partNumber") + "</ETag></CopyPartResult>");
        }
    }

    private void upload() throws IOException {
        if (query.containsKey("uploads")) {
            String id = "upload" + store.uploads.size();
            store.uploads.put(id, new CopyOnWriteArrayList<>());
            send(200, "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        store.uploads.get(query.get("uploadId")).forEach(whole::writeBytes);
        store.putObject(key, whole.toByteArray());
        send(200, "<CompleteMultipartUploadResult><ETag>whole</ETag></CompleteMultipartUploadResult>");
    }

    private void send(int status, String xml) throws IOException {
        boolean hasBody = !method().equals("HEAD");
        byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }
}
