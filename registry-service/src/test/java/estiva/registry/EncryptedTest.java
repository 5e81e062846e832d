package estiva.registry;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.edge.Metrics;
import estiva.control.edge.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limits hold for connections with TLS as well, from their first request on. */
@QuarkusTest
@TestProfile(EncryptedTest.Encrypted.class)
class EncryptedTest extends RegistryTest {
    private static final String PASSWORD = "only-here";

    @TestHTTPResource(value = "/", tls = true)
    URL service;

    public static class Encrypted implements QuarkusTestProfile {
        static final Path KEYS = Path.of("target", "edge-keys.p12");

        @Override
        public Map<String, String> getConfigOverrides() {
            makeKeys();
            return Map.ofEntries(
                    entry("quarkus.http.test-ssl-port", "0"),
                    entry("quarkus.tls.pod.key-store.p12.path", KEYS.toString()),
                    entry("quarkus.tls.pod.key-store.p12.password", PASSWORD),
                    entry("quarkus.http.tls-configuration-name", "pod"),
                    entry("quarkus.http.insecure-requests", "disabled"),
                    entry("quarkus.swagger-ui.enabled", "true"),
                    entry("estiva.http.header-time", "4s"));
        }

        private static void makeKeys() {
            try {
                Files.deleteIfExists(KEYS);
                Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
                List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair"));
                command.addAll(List.of("-keyalg", "EC", "-alias", "edge", "-dname", "CN=localhost"));
                command.addAll(List.of("-keystore", KEYS.toString(), "-storepass", PASSWORD));
                int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
                assertThat(exit).isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"400, GET /% HTTP/1.1", "400, no request", "408, GET / HTTP"})
    void theFirstRequestIsLookedAt(int status, String begin) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect()) {
            socket.setSoTimeout(20_000);
            String end = status == 408 ? "" : "\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write((begin + end).getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .contains("application/problem+json", "\"status\":" + status);
        }
    }

    private String answered(String path) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = connect()) {
            socket.setSoTimeout(20_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Only here: in clear text anybody on the way could promise it for hosts that have no certificate. */
    @Test
    void aBrowserIsToldToComeByTlsOnly() throws IOException, GeneralSecurityException {
        for (String path : List.of("/", "/api/v1/stats", "/nothing")) {
            assertThat(answered(path)).containsIgnoringCase("\r\nStrict-Transport-Security: max-age=31536000\r\n");
        }
    }

    @Test
    void nothingIsAnsweredInClearText() {
        assertThatThrownBy(() -> RawConnection.get(service.getPort(), "/")).isInstanceOf(IOException.class);
        assertThat(ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class))
                .as("0: there is no other port")
                .isZero();
    }

    /** Probes and scrapes need no certificate. */
    @Test
    void healthIsAnsweredAsBefore() throws IOException {
        assertThat(RawConnection.get(Metrics.port(), "/q/health/ready").status())
                .isEqualTo(200);
    }

    /** The demo's; it is off elsewhere. */
    @Test
    void theInteractivePageHasAPolicyThatItRunsUnder() throws IOException, GeneralSecurityException {
        String page = answered("/q/swagger-ui/");

        assertThat(page)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase(
                        "content-security-policy: default-src 'self'; script-src 'self' 'unsafe-inline';");
        assertThat(page.substring(page.indexOf("\r\n\r\n"))).doesNotContainPattern("(src|href)=[\"']?https?://");
    }

    private SSLSocket connect() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = new FileInputStream(Encrypted.KEYS.toFile())) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("edge", keys.getCertificate("edge"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return (SSLSocket) tls.getSocketFactory().createSocket("localhost", service.getPort());
    }
}
