package estiva.registry.access;

import java.time.Instant;

/**
 * When keys and sessions end, by this machine's clock, to the second or so: asking the database's would cost each request a
 * statement.
 */
final class AccessClock {
    private AccessClock() {}

    static Instant now() {
        return Instant.now();
    }
}
