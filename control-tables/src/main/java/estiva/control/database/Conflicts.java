package estiva.control.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Transactions in which another one was in the way are tried again, a bounded number of times. */
final class Conflicts {
    private static final Logger LOG = Logger.getLogger(Conflicts.class);
    private static final int TRIES = 8;
    private static final LongAdder COUNT = new LongAdder();

    private Conflicts() {}

    /** @param patience after which no further try begins */
    static <T> T retried(Duration patience, Supplier<T> transaction) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                boolean isLate = System.nanoTime() - begun >= patience.toNanos();
                if (attempt >= TRIES || isLate || !DatabaseErrors.isConflict(e)) {
                    throw e;
                }
                COUNT.increment();
                LOG.debugf(e, "Transaction in conflict, try %d of %d", attempt, TRIES);
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(5_000_000L * attempt));
            }
        }
    }

    /** Tries that were followed by another one, since the start of this process. */
    static long count() {
        return COUNT.sum();
    }
}
