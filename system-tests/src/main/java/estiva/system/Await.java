package estiva.system;

import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Waits on a condition of processes and databases, with a limit: Awaitility, told what may go wrong meanwhile. */
public final class Await {

    static final Duration PAUSE = Duration.ofMillis(25);

    private Await() {}

    /** A question to another process or a database, which may throw while that is not there yet. */
    @FunctionalInterface
    public interface Question<T> {
        T ask() throws Exception;
    }

    /** @throws AssertionError if the condition did not hold within the limit, naming {@code what} */
    public static void until(String what, Duration limit, Question<Boolean> condition) {
        until(what, limit, PAUSE, condition);
    }

    /** @param pause between two questions */
    public static void until(String what, Duration limit, Duration pause, Question<Boolean> condition) {
        value(what, limit, pause, () -> condition.ask() ? Optional.of(true) : Optional.empty());
    }

    /** The first value that is present. */
    public static <T> T value(String what, Duration limit, Question<Optional<T>> question) {
        return value(what, limit, PAUSE, question);
    }

    static <T> T value(String what, Duration limit, Duration pause, Question<Optional<T>> question) {
        try {
            return Awaitility.await(what)
                    .atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(pause)
                    .ignoreExceptionsMatching(e -> e instanceof Exception && !(e instanceof ProcessEndedException))
                    // What other threads of a chaos run throw is for those who wait for them.
                    .dontCatchUncaughtExceptions()
                    .until(question::ask, Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("Waited " + limit.toSeconds() + " s in vain until " + what, e.getCause());
        }
    }

    /** Whether the condition comes to hold within the limit; what it throws counts as not yet. */
    static boolean within(Duration limit, Duration pause, Question<Boolean> condition) {
        try {
            until("it holds", limit, pause, condition);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }
}
