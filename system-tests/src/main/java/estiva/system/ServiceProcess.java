package estiva.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One packaged service, running as a process of its own. */
public final class ServiceProcess extends ChildProcess {

    private static final Pattern LISTENING = Pattern.compile("Listening on: http://\\S+?:(\\d+)");
    private static final Pattern WATCHED = Pattern.compile("Management interface listening on http://\\S+?:(\\d+)");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    // A question asked more often keeps two cores from starting the service.
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(200);

    static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";

    private int port;
    private int managementPort;

    /**
     * How to start a service.
     *
     * @param home the working directory, in which the service finds its default {@code ./data} and {@code ./files}
     * @param port the HTTP port of a registry; 0: any free one. Probes and metrics are on any free one if the environment says nothing of it
     */
    public record Launch(
            Service service,
            Engine engine,
            String name,
            Path home,
            int port,
            List<String> jvmOptions,
            Map<String, String> environment) {

        List<String> command() {
            List<String> command = new ArrayList<>(List.of(java().toString()));
            command.addAll(jvmOptions);
            command.addAll(List.of("-jar", service.jar(engine).toString()));
            return command;
        }

        Map<String, String> wholeEnvironment() {
            Map<String, String> whole = new HashMap<>(engine.environment());
            whole.putAll(environment);
            whole.put("QUARKUS_HTTP_PORT", Integer.toString(port));
            whole.putIfAbsent(MANAGEMENT_PORT, "0");
            return whole;
        }
    }

    private ServiceProcess(Launch launch) {
        super(
                launch.name(),
                launch.command(),
                launch.wholeEnvironment(),
                launch.home(),
                launch.home().resolve("logs").resolve(launch.name() + ".log"));
    }

    /** Starts the process and returns at once. */
    public static ServiceProcess start(Launch launch) {
        return new ServiceProcess(launch);
    }

    public ServiceProcess awaitReady(Duration limit) {
        await("is ready", limit, "ready", 200);
        return this;
    }

    public ServiceProcess awaitLive(Duration limit) {
        await("is live", limit, "live", 200);
        return this;
    }

    public ServiceProcess awaitUnready(Duration limit) {
        await("says that it is not ready", limit, "ready", 503);
        return this;
    }

    /** Where probes and metrics are; known once it listens. */
    URI management(String path) {
        if (managementPort == 0) {
            managementPort = found(WATCHED).orElseThrow(() -> new IllegalStateException(name() + " does not listen"));
        }
        return URI.create("http://localhost:" + managementPort + path);
    }

    /** Where a registry answers its clients; known once it listens. */
    public URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    /** What the service tells of itself, without the labels of a meter that has only one series. */
    public Map<String, Double> metrics() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(management("/q/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            Map<String, Double> metrics = new HashMap<>();
            HTTP.send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> metrics.put(
                            line.replaceFirst("[{ ].*", ""),
                            Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
            return metrics;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void await(String what, Duration limit, String probe, int status) {
        Await.until(name() + " " + what, limit, BETWEEN_PROBES, () -> {
            requireAlive();
            return listens() && status(probe) == status;
        });
    }

    private int status(String probe) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(management("/q/health/" + probe))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private boolean listens() {
        return managementPort != 0 || found(WATCHED).isPresent();
    }

    private int port() {
        if (port == 0) {
            port = found(LISTENING).orElseThrow(() -> new IllegalStateException(name() + " does not listen"));
        }
        return port;
    }

    private Optional<Integer> found(Pattern listening) {
        Matcher found = listening.matcher(log());
        return found.find() ? Optional.of(Integer.parseInt(found.group(1))) : Optional.empty();
    }
}
