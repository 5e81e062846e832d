package estiva.control.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The H2 file in {@code ./data} that services share which are told of no database: for their own user alone. Its folder and
 * files are closed to others, its port is on the loopback interface, its password is random. A database, or a password, that
 * somebody configured is left as it is.
 */
@Singleton
public class EmbeddedDatabase implements CredentialsProvider, AgroalPoolInterceptor {
    static final String FOLDER = "data";
    private static final String FILE = "estiva.mv.db";
    private static final String BIND_ADDRESS = "h2.bindAddress";

    private final String url;
    private final String username;
    private final boolean hasPassword;
    private final boolean isShared;
    private volatile PrivateFolder folder;
    private Map<String, String> credentials;

    public EmbeddedDatabase(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            @ConfigProperty(name = "estiva.h2.options") String options) {
        this.url = url;
        this.username = username.orElse("");
        this.hasPassword = password.isPresent();
        this.isShared = url.equals("jdbc:h2:file:./" + FOLDER + "/estiva;" + options);
    }

    /** Before anything else opens the database, so that what is wrong with its folder fails the start. */
    void prepare(@Observes @Priority(1) StartupEvent event) {
        if (isShared) {
            getCredentials("");
        }
    }

    /** What is not configured of the login: nothing, if the password is. */
    @Override
    public synchronized Map<String, String> getCredentials(String name) {
        if (credentials == null) {
            credentials = isShared ? open() : credentials(EmbeddedLogin.EARLIER_PASSWORD);
        }
        return credentials;
    }

    /** At once: the default would wait for one of the threads that answer requests, and they may all wait for connections. */
    @Override
    public Uni<Map<String, String>> getCredentialsAsync(String name) {
        return Uni.createFrom().item(getCredentials(name));
    }

    /** H2 makes its files as the process's umask says, and its lock file whenever another process becomes the server. */
    @Override
    public void onConnectionCreate(Connection connection) {
        PrivateFolder opened = folder;
        if (opened != null) {
            opened.closeFiles("estiva.*");
        }
    }

    private Map<String, String> open() {
        folder = PrivateFolder.open(Path.of(FOLDER));
        folder.closeFiles("{estiva.*,password*}");
        // H2 reads it once, before the first connection. By default a file that is shared is served on every interface.
        if (System.getProperty(BIND_ADDRESS) == null) {
            System.setProperty(BIND_ADDRESS, "127.0.0.1");
        }
        return hasPassword
                ? Map.of()
                : credentials(new EmbeddedLogin(folder, url, username).password(folder.resolve(FILE)));
    }

    private Map<String, String> credentials(String password) {
        return hasPassword ? Map.of() : Map.of(USER_PROPERTY_NAME, username, PASSWORD_PROPERTY_NAME, password);
    }
}
