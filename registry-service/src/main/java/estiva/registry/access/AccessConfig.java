package estiva.registry.access;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may come in, and how much each may ask. */
@ConfigMapping(prefix = "estiva.access")
public interface AccessConfig {
    /**
     * The first key of the identity {@code admin}, which may do everything: {@code estiva_<id>_<secret>}, such as
     * {@code estiva_admin_$(openssl rand -hex 32)}. Take it from a secret. Another id gives another key, for when all are lost.
     */
    Optional<String> adminKey();

    /** A file with that key, which only its owner may read (0600). */
    Optional<String> adminKeyFile();

    /** How long somebody stays signed in. */
    @WithDefault("12h")
    Duration session();

    /** Requests of one identity a second, on the average; twice as many at once. */
    @WithDefault("200")
    int requestsPerSecond();

    /** What the bodies of one identity's requests may have in a minute. */
    @WithDefault("512M")
    MemorySize bodiesPerMinute();
}
