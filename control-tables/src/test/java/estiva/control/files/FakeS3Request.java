package estiva.control.files;

import com.sun.net.httpserver.HttpExchange;
import estiva.control.files.FakeStore.Stored;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One request to {@link FakeS3}. */
final class FakeS3Request extends FakeRequest {
    private final FakeS3 s3;

    FakeS3Request(FakeS3 s3, HttpExchange exchange) {
        super(s3, exchange, "/" + FakeS3.BUCKET + "/");
        this.s3 = s3;
    }

    @Override
    boolean isSigned() {
        String signed = header("Authorization");
        return signed != null && signed.contains("Credential=" + FakeS3.ACCESS_KEY + "/");
    }

    @Override
    String missing(boolean isObject) {
        return isObject ? "NoSuchKey" : "NoSuchBucket";
    }

    @Override
    void list() throws IOException {
        Page page = page("continuation-token");
        String contents = page.objects().stream()
                .map(each ->
                        "<Contents><Key>" + URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "</Key><Size>"
                                + each.getValue().size() + "</Size><ETag>"
                                + each.getValue().eTag().replace("\"", "&quot;")
                                + "</ETag><LastModified>" + modifiedAt(each.getValue()) + "</LastModified></Contents>")
                .collect(Collectors.joining());
        String next = page.isLast() ? "" : "<NextContinuationToken>" + page.next() + "</NextContinuationToken>";
        send(
                200,
                "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>" + !page.isLast() + "</IsTruncated>"
                        + contents + next + "</ListBucketResult>");
    }

    @Override
    void write() throws IOException {
        switch (method()) {
            case "PUT" -> copy();
            case "POST" -> upload();
            case "DELETE" -> {
                if (!query.containsKey("uploadId")) {
                    s3.objects.remove(key);
                }
                exchange.sendResponseHeaders(204, -1);
            }
            default -> refuse(405, "MethodNotAllowed");
        }
    }

    private void copy() throws IOException {
        String source = URLDecoder.decode(header("x-amz-copy-source"), StandardCharsets.UTF_8)
                .replaceFirst("^/?" + FakeS3.BUCKET + "/", "");
        Stored stored = find(source, "x-amz-copy-source-if-match");
        if (stored == null) {
            return;
        }
        byte[] bytes = stored.content().get().readAllBytes();
        String range = header("x-amz-copy-source-range");
        if (range == null) {
            s3.putObject(key, bytes, Map.of());
            send(200, "<CopyObjectResult><ETag>" + stored.eTag() + "</ETag></CopyObjectResult>");
        } else {
            String[] ends = range.substring("bytes=".length()).split("-");
            List<byte[]> parts = s3.uploads.get(query.get("uploadId"));
            parts.add(Arrays.copyOfRange(bytes, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1));
            send(200, "<CopyPartResult><ETag>part" + query.get("partNumber") + "</ETag></CopyPartResult>");
        }
    }

    private void upload() throws IOException {
        if (query.containsKey("uploads")) {
            String id = "upload" + s3.uploads.size();
            s3.uploads.put(id, new CopyOnWriteArrayList<>());
            send(200, "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        s3.uploads.get(query.get("uploadId")).forEach(whole::writeBytes);
        s3.putObject(key, whole.toByteArray(), Map.of());
        send(200, "<CompleteMultipartUploadResult><ETag>whole</ETag></CompleteMultipartUploadResult>");
    }
}
