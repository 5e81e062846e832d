package estiva.registry.access;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How often somebody may try a password: counted before it is checked, so that many at once are many tries. For a name
 * whether it is known or not, and for an address.
 */
@Singleton
class Tries {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int FOR_A_NAME = 10;
    private static final int FROM_AN_ADDRESS = 50;
    private static final int MOST_REMEMBERED = 20_000;

    private static final class Count {
        private final long since;
        private int tries;

        private Count(long since) {
            this.since = since;
        }
    }

    /** The oldest first. Many names cannot be tried so that one is forgotten: the address has too many tries before. */
    private final Map<String, Count> counts = new LinkedHashMap<>();

    /** Whether there is one more; it is counted. */
    synchronized boolean mayTry(String name, String address, long now) {
        counts.values().removeIf(count -> now - count.since > WINDOW.toNanos());
        if (counts.size() >= MOST_REMEMBERED) {
            return false;
        }
        boolean isName = take("name " + name.toLowerCase(Locale.ROOT), FOR_A_NAME, now);
        boolean isAddress = take("address " + address, FROM_AN_ADDRESS, now);
        return isName && isAddress;
    }

    private boolean take(String key, int most, long now) {
        Count count = counts.computeIfAbsent(key, none -> new Count(now));
        if (count.tries >= most) {
            return false;
        }
        count.tries++;
        return true;
    }

    /** Who knows the password has made no wrong try. */
    synchronized void succeeded(String name, String address) {
        counts.remove("name " + name.toLowerCase(Locale.ROOT));
        Count count = counts.get("address " + address);
        if (count != null && count.tries > 0) {
            count.tries--;
        }
    }

    static long windowSeconds() {
        return WINDOW.toSeconds();
    }
}
