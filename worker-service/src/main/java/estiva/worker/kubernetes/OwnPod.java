package estiva.worker.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The pod that this process runs in, at Kubernetes' API server. The kubelet keeps in a folder what is needed for that: {@code
 * token} and {@code ca.crt}, both of which rotate, and the pod's {@code namespace} and {@code name}.
 */
final class OwnPod {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TOLD = 300;

    private final URI api;
    private final Path account;
    private HttpClient client;

    OwnPod(URI api, Path account) {
        this.api = api;
        this.account = account;
    }

    /** @throws IOException if the server cannot be reached, or does not want it; the message says why */
    void annotate(String key, String value) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        api.resolve("/api/v1/namespaces/" + text("namespace") + "/pods/" + text("name")))
                .method(
                        "PATCH",
                        BodyPublishers.ofString(
                                String.format("{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}", key, value)))
                .header("Content-Type", "application/merge-patch+json")
                .header("Authorization", "Bearer " + text("token"))
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            String body =
                    answer.body().substring(0, Math.min(TOLD, answer.body().length()));
            throw new IOException(request.uri() + " answered " + answer.statusCode() + ": " + body);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            if (client == null) {
                client = connect();
            }
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            client = null; // its authority may have been replaced
            throw e;
        }
    }

    private HttpClient connect() throws IOException {
        try (InputStream file = Files.newInputStream(account.resolve("ca.crt"))) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry("authority-" + trusted.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .connectTimeout(PATIENCE)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException(account.resolve("ca.crt") + " cannot be used: " + e.getMessage(), e);
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(account.resolve(file)).strip();
    }
}
