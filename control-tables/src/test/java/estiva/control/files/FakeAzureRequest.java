package estiva.control.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import estiva.control.files.FakeStore.Stored;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One request to {@link FakeAzure}. */
final class FakeAzureRequest extends FakeRequest {
    private static final String ROOT = "/" + FakeAzure.ACCOUNT + "/" + FakeAzure.CONTAINER + "/";

    private final FakeAzure azure;

    FakeAzureRequest(FakeAzure azure, HttpExchange exchange) {
        super(azure, exchange, ROOT);
        this.azure = azure;
        exchange.getResponseHeaders().set("x-ms-request-id", "1");
        exchange.getResponseHeaders().set("x-ms-blob-type", "BlockBlob");
    }

    @Override
    boolean isSigned() {
        String version = header("x-ms-version");
        return version != null
                && version.compareTo(FakeAzure.NEWEST_VERSION) <= 0
                && (hasToken(exchange.getRequestURI())
                        || ("SharedKey " + FakeAzure.ACCOUNT + ":" + signature()).equals(header("Authorization")));
    }

    private static boolean hasToken(URI uri) {
        return uri.getRawQuery() != null && uri.getRawQuery().contains(FakeAzure.SAS_TOKEN);
    }

    /** By the rules at https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key. */
    private String signature() {
        String length = header("Content-Length");
        Stream<String> standard = Stream.of(
                method(),
                header("Content-Encoding"),
                header("Content-Language"),
                "0".equals(length) ? null : length,
                header("Content-MD5"),
                header("Content-Type"),
                header("Date"),
                header("If-Modified-Since"),
                header("If-Match"),
                header("If-None-Match"),
                header("If-Unmodified-Since"),
                header("Range"));
        Map<String, String> own = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> own.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        StringBuilder text = new StringBuilder();
        standard.forEach(
                each -> text.append(Objects.requireNonNullElse(each, "")).append('\n'));
        own.forEach((name, value) -> {
            if (name.startsWith("x-ms-")) {
                text.append(name).append(':').append(value).append('\n');
            }
        });
        text.append('/')
                .append(FakeAzure.ACCOUNT)
                .append(exchange.getRequestURI().getRawPath());
        new TreeMap<>(query)
                .forEach((name, value) ->
                        text.append('\n').append(name).append(':').append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(FakeAzure.KEY), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    String missing(boolean isObject) {
        return isObject ? "BlobNotFound" : "ContainerNotFound";
    }

    @Override
    void refuse(int status, String code) throws IOException {
        exchange.getResponseHeaders().set("x-ms-error-code", code);
        super.refuse(status, code);
    }

    @Override
    void list() throws IOException {
        Page page = page("marker");
        boolean isWithMetadata = query.getOrDefault("include", "").contains("metadata");
        String blobs = page.objects().stream()
                .map(each -> blob(each.getKey(), each.getValue(), isWithMetadata))
                .collect(Collectors.joining());
        send(
                200,
                "<EnumerationResults><Blobs>" + blobs + "</Blobs><NextMarker>" + (page.isLast() ? "" : page.next())
                        + "</NextMarker></EnumerationResults>");
    }

    private static String blob(String key, Stored stored, boolean isWithMetadata) {
        String metadata = !isWithMetadata
                ? ""
                : stored.headers().entrySet().stream()
                        .filter(each -> each.getKey().startsWith("x-ms-meta-"))
                        .map(each -> {
                            String name = each.getKey().substring("x-ms-meta-".length());
                            return "<" + name + ">" + each.getValue() + "</" + name + ">";
                        })
                        .collect(Collectors.joining("", "<Metadata>", "</Metadata>"));
        return "<Blob><Name>" + key.replace("&", "&amp;").replace("<", "&lt;") + "</Name><Properties><Content-Length>"
                + stored.size() + "</Content-Length><Last-Modified>" + time(stored) + "</Last-Modified><Etag>"
                + stored.eTag().replace("\"", "") + "</Etag></Properties>" + metadata + "</Blob>";
    }

    @Override
    void write() throws IOException {
        switch (method()) {
            case "PUT" -> copy();
            case "DELETE" -> {
                if (find(key, "If-Match") != null) {
                    azure.objects.remove(key);
                    exchange.sendResponseHeaders(202, -1);
                }
            }
            default -> refuse(405, "UnsupportedHttpVerb");
        }
    }

    /** A token for the copy is none for what is copied. */
    private void copy() throws IOException {
        URI source = URI.create(header("x-ms-copy-source"));
        if (hasToken(exchange.getRequestURI()) && !hasToken(source)) {
            refuse(401, "CannotVerifyCopySource");
            return;
        }
        Stored stored = find(source.getPath().substring(ROOT.length()), "x-ms-source-if-match");
        if (stored == null) {
            return;
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-ms-meta-")) {
                headers.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        headers.put("x-ms-copy-id", "copy");
        headers.put("x-ms-copy-status", azure.copyStatus);
        boolean isMade = azure.copyStatus.equals("success");
        Stored copy = azure.putObject(key, isMade ? stored.content().get().readAllBytes() : new byte[0], headers);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("ETag", copy.eTag());
        exchange.getResponseHeaders().set("Last-Modified", time(copy));
        exchange.sendResponseHeaders(202, -1);
    }
}
