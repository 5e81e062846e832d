package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration PAUSE = Duration.ofMillis(1);

    @Test
    void theFirstValueIsGivenThoughQuestionsBeforeItFailed() {
        AtomicInteger asked = new AtomicInteger();

        int value = Await.value("it is there", LONG, PAUSE, () -> {
            switch (asked.incrementAndGet()) {
                case 1:
                    throw new IOException("nobody listens");
                case 2:
                    return Optional.empty();
                default:
                    return Optional.of(7);
            }
        });

        assertThat(value).isEqualTo(7);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aLimitThatPassesTellsWhatWasWaitedForAndWhatFailedLast() {
        assertThatThrownBy(() -> Await.until("it listens", SHORT, PAUSE, () -> {
                    throw new IOException("nobody listens");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in vain until it listens")
                .hasRootCauseMessage("nobody listens");
        assertThat(Await.within(SHORT, PAUSE, () -> false)).isFalse();
        assertThat(Await.within(LONG, PAUSE, () -> true)).isTrue();
    }

    @Test
    void aProcessThatHasEndedIsNotWaitedFor() {
        assertThatThrownBy(() -> Await.until("it is ready", LONG, PAUSE, () -> {
                    throw new ProcessEndedException("worker-1 has ended");
                }))
                .isInstanceOf(ProcessEndedException.class);
    }
}
