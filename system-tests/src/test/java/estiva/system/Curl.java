package estiva.system;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Stands in for curl where the documents' commands are run, so that no machine needs it. Knows the options that they use, and
 * means by each what curl does; any other is an error. Notes the status of each answer in a file.
 */
public final class Curl {

    /** The environment variable that names this file. */
    static final String STATUSES = "ESTIVA_CURL_STATUSES";

    private static final int CANNOT_BE_USED = 2;
    private static final int NO_CONNECTION = 7;

    private String method;
    private String data;
    private boolean showsHeaders;
    private URI uri;
    private final List<String> headers = new ArrayList<>();

    private Curl() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            Curl curl = new Curl();
            curl.read(new ArrayDeque<>(Arrays.asList(arguments)));
            curl.send(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            System.err.println("curl: " + e.getMessage());
            System.exit(CANNOT_BE_USED);
        } catch (ConnectException e) {
            System.err.println("curl: no connection");
            System.exit(NO_CONNECTION);
        }
    }

    private void read(Deque<String> arguments) {
        while (!arguments.isEmpty()) {
            String argument = arguments.pop();
            switch (argument) {
                case "-X" -> method = arguments.pop();
                case "-H" -> headers.add(arguments.pop());
                case "-d" -> data = arguments.pop();
                case "-i" -> showsHeaders = true;
                default -> uri(argument);
            }
        }
        if (uri == null) {
            throw new IllegalArgumentException("no URL");
        }
    }

    private void uri(String argument) {
        if (argument.startsWith("-") || uri != null) {
            throw new IllegalArgumentException(
                    argument + " is nothing that the stand-in for curl knows: see " + Curl.class);
        }
        uri = URI.create(argument.contains("://") ? argument : "http://" + argument);
    }

    private void send(PrintStream out) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        HttpRequest.BodyPublisher body =
                data == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(data);
        request.method(method != null ? method : data == null ? "GET" : "POST", body);
        if (data != null
                && headers.stream().noneMatch(header -> header.regionMatches(true, 0, "Content-Type:", 0, 13))) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        for (String header : headers) {
            int colon = header.indexOf(':');
            request.header(
                    header.substring(0, colon), header.substring(colon + 1).strip());
        }
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (showsHeaders) {
            out.println("HTTP/1.1 " + answer.statusCode());
            answer.headers().map().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(header -> out.println(header.getKey() + ": " + String.join(", ", header.getValue())));
            out.println();
        }
        out.print(answer.body());
        Files.writeString(
                Path.of(System.getenv(STATUSES)),
                answer.statusCode() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
