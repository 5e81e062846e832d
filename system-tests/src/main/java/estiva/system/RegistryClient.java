package estiva.system;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Speaks to the registry as any client program would: HTTP and JSON. */
public final class RegistryClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI api;
    private final String key;

    /** What a client asks to be loaded. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Registration(String processName, String importName, List<FileToLoad> files) {

        public static Registration of(String processName, String importName, String... fileNames) {
            return new Registration(
                    processName,
                    importName,
                    List.of(fileNames).stream().map(FileToLoad::of).toList());
        }
    }

    /** One file of a registration. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FileToLoad(
            String fileName, String directory, String importName, String parameter1, String parameter2) {

        public static FileToLoad of(String fileName) {
            return new FileToLoad(fileName, null, null, null, null);
        }
    }

    /** What the registry answers about a process. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record ProcessView(long processId, String processName, String status, String workerAssigned) {

        public boolean isOver() {
            return !status.equals("Pending") && !status.equals("InProgress");
        }
    }

    /** What the registry answers about a file. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record FileView(
            long fileId,
            String fileName,
            String status,
            String startTime,
            String endTime,
            Long rowsLoaded,
            Long rowsRejected,
            String lastError) {

        public boolean isOver() {
            return !status.equals("Pending") && !status.equals("InProgress");
        }
    }

    /**
     * @param registry where the registry listens, without a path
     * @param key by which it lets in; null: it is open
     */
    public RegistryClient(URI registry, String key) {
        this.api = registry.resolve("/api/v1/");
        this.key = key;
    }

    /** @return the new process's id */
    public long register(Registration registration) {
        return send("POST", "processes", registration).path("processId").asLong();
    }

    /** As often as is needed with one key: it is registered once. */
    public long register(Registration registration, String idempotencyKey) {
        return send("POST", "processes", registration, "Idempotency-Key", idempotencyKey)
                .path("processId")
                .asLong();
    }

    /** Lets a process that Failed or was Cancelled run again. */
    public void retry(long processId) {
        send("POST", "processes/" + processId + "/retry", null);
    }

    public void cancel(long processId) {
        send("POST", "processes/" + processId + "/cancel", null);
    }

    public void putClient(String processName, Map<String, Object> settings) {
        send("PUT", "clients/" + segment(processName), settings);
    }

    public void putImport(String name, String definition) {
        try {
            send("PUT", "imports/" + segment(name), JSON.readTree(definition));
        } catch (IOException e) {
            throw new UncheckedIOException("Import " + name + ": " + e.getMessage(), e);
        }
    }

    /** A definition that a worker proposes for a file. */
    public JsonNode guess(String fileName, String target) {
        return send("POST", "imports/guess", Map.of("fileName", fileName, "target", target));
    }

    /** The first rows of a file as they would be loaded. */
    public JsonNode preview(String importName, String fileName) {
        return send("POST", "imports/" + segment(importName) + "/preview", Map.of("fileName", fileName));
    }

    public ProcessView process(long processId) {
        return JSON.convertValue(send("GET", "processes/" + processId, null), ProcessView.class);
    }

    public List<FileView> files(long processId) {
        JsonNode answer = send("GET", "processes/" + processId + "/files", null);
        JsonNode items = answer.isArray() ? answer : answer.path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> JSON.convertValue(item, FileView.class))
                .toList();
    }

    /** The rows of a file that were not loaded, as a file to be corrected. */
    public String rejectsAsCsv(long fileId) {
        URI uri = api.resolve("files/" + fileId + "/rejects?format=csv");
        try {
            return http.send(
                            letIn(HttpRequest.newBuilder(uri)).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + uri + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder letIn(HttpRequest.Builder request) {
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private JsonNode send(String method, String path, Object body, String... headers) {
        try {
            HttpRequest.Builder request = letIn(HttpRequest.newBuilder(api.resolve(path)))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + response.uri() + " answered " + response.statusCode()
                        + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + api.resolve(path) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
