package estiva.registry.access;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Questions that many have at once, asked one after the other. While the database does not answer each would take as long as the
 * pool waits for a connection: so those that have waited for one that failed are told so, and do not ask again.
 */
final class OneByOne {
    private static final Duration AS_LONG = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private boolean hasFailed;
    private long failedAt;

    OneByOne(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized <T> T ask(Supplier<T> question) {
        if (hasFailed && nanoTime.getAsLong() - failedAt < AS_LONG.toNanos()) {
            throw new IllegalStateException("The database did not answer a moment ago");
        }
        try {
            T answer = question.get();
            hasFailed = false;
            return answer;
        } catch (RuntimeException e) {
            hasFailed = true;
            failedAt = nanoTime.getAsLong();
            throw e;
        }
    }
}
