package estiva.worker.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server that notes what it is asked and answers all of it alike; its certificate is its own authority. */
final class FakeApiServer implements AutoCloseable {
    private static final String PASSWORD = "fake-api";

    record Request(String line, String type, String authorization, String body) {}

    final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    volatile int status = 200;
    private final Path home;
    private HttpsServer server;

    FakeApiServer(Path home) throws IOException {
        this.home = home;
        start(0);
    }

    /** The same address with a new certificate, which {@link #authority} then holds. */
    void restart() throws IOException {
        int port = server.getAddress().getPort();
        close();
        start(port);
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    Path authority() {
        return home.resolve("authority.pem");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void start(int port) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls()));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private SSLContext tls() throws IOException {
        Path store = home.resolve("server.p12");
        Files.deleteIfExists(store);
        keytool("-genkeypair", "-alias", "api", "-keyalg", "EC", "-dname", "CN=fake", "-ext", "SAN=ip:127.0.0.1");
        keytool("-exportcert", "-alias", "api", "-rfc", "-file", authority().toString());
        try (InputStream keys = Files.newInputStream(store)) {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(keys, PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, PASSWORD.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(factory.getKeyManagers(), null, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** The JDK makes certificates by its tool only. */
    private void keytool(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                home.resolve("server.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(1, List.of(arguments));
        try {
            Process tool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (tool.waitFor() != 0) {
                throw new IOException(String.join(" ", command));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
