package estiva.control.files;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobServiceVersion;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the store that is configured. What is wrong with a secret is said without it. */
final class AzureClients {
    /** Of the protocol. No newer one than needed: emulators and Azure's other clouds come to know them late. */
    static final BlobServiceVersion VERSION = BlobServiceVersion.V2021_12_02;

    private static final String KEYS = "estiva.files.azure.";
    private static final Pattern CONTAINER = Pattern.compile("(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");
    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final FilesConfig.Azure config;
    private final String container;
    private final BlobServiceClientBuilder builder = new BlobServiceClientBuilder();

    private AzureClients(FilesConfig.Azure config) {
        this.config = config;
        container = config.container()
                .orElseThrow(() ->
                        new IllegalStateException("estiva.files.store is azure, but " + KEYS + "container is not set"));
        require(
                CONTAINER.matcher(container).matches(),
                "container: '" + container
                        + "' is not the name of a container: 3 to 63 lower-case letters, digits and single hyphens");
    }

    static SourceStore store(FilesConfig.Azure config) {
        return new AzureClients(config).store();
    }

    private SourceStore store() {
        String sasToken = config.connectionString().isPresent() ? connected() : named();
        BlobContainerClient client = builder.serviceVersion(VERSION)
                .httpClient(new JdkHttpClientBuilder()
                        .connectionTimeout(CONNECTION_TIMEOUT)
                        .responseTimeout(SILENCE)
                        .readTimeout(SILENCE)
                        .build())
                .retryOptions(new RequestRetryOptions(
                        RetryPolicyType.EXPONENTIAL, TRIES, (Duration) null, FIRST_PAUSE, LONGEST_PAUSE, null))
                .buildClient()
                .getBlobContainerClient(container);
        return new AzureStore(client, config.prefix().orElse(""), sasToken);
    }

    /** @return the SAS token that the connection string holds; empty: none */
    private String connected() {
        String text = config.connectionString().orElseThrow();
        require(
                config.account().isEmpty()
                        && config.key().isEmpty()
                        && config.sasToken().isEmpty()
                        && config.endpoint().isEmpty(),
                "connection-string holds all that account, key, sas-token and endpoint say: set it, or those");
        part(text, "AccountKey").ifPresent(key -> requireBase64(key, "connection-string: its AccountKey"));
        try {
            builder.connectionString(text);
        } catch (RuntimeException e) {
            throw new IllegalStateException(KEYS + "connection-string is not that of a storage account");
        }
        return part(text, "SharedAccessSignature").map(AzureClients::token).orElse("");
    }

    /** @return the SAS token, or nothing */
    private String named() {
        String account = config.account()
                .orElseThrow(() -> new IllegalStateException("estiva.files.store is azure, but neither " + KEYS
                        + "connection-string nor " + KEYS + "account is set"));
        require(
                ACCOUNT.matcher(account).matches(),
                "account: '" + account
                        + "' is not the name of a storage account: 3 to 24 lower-case letters and digits");
        require(
                config.key().isPresent() != config.sasToken().isPresent(),
                "account needs either " + KEYS + "key or " + KEYS + "sas-token");
        builder.endpoint(config.endpoint().map(URI::toString).orElse("https://" + account + ".blob.core.windows.net"));
        if (config.key().isPresent()) {
            requireBase64(config.key().get(), "key");
            builder.credential(
                    new StorageSharedKeyCredential(account, config.key().get()));
            return "";
        }
        String token = token(config.sasToken().orElseThrow());
        require(token.contains("sig="), "sas-token is not a shared access signature");
        builder.sasToken(token);
        return token;
    }

    private static Optional<String> part(String connectionString, String name) {
        return Arrays.stream(connectionString.split(";"))
                .map(String::strip)
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst();
    }

    private static String token(String text) {
        return text.startsWith("?") ? text.substring(1) : text;
    }

    private static void requireBase64(String key, String name) {
        try {
            Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(KEYS + name + " is not the Base64 text that keys of storage accounts are");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(KEYS + message);
        }
    }
}
