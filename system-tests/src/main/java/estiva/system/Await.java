package estiva.system;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits on a condition, with a limit. */
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
        long end = System.nanoTime() + limit.toNanos();
        Exception last = null;
        do {
            try {
                Optional<T> answer = question.ask();
                if (answer.isPresent()) {
                    return answer.get();
                }
                last = null;
            } catch (ProcessEndedException e) {
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting until " + what, e);
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Interrupted while waiting until " + what);
            }
        } while (System.nanoTime() < end);
        throw new AssertionError("Waited " + limit.toSeconds() + " s in vain until " + what, last);
    }
}
