package estiva.control.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LookPaceTest {
    private static final Duration SOON = Duration.ofMillis(4);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration QUIET = Duration.ofMillis(700);
    private static final Duration QUIET_AFTER = Duration.ofSeconds(60);

    private long now;
    private final LookPace pace = new LookPace(INTERVAL, QUIET, QUIET_AFTER, () -> now);

    @Test
    void afterWorkTheLooksSlowDownToThePlainInterval() {
        assertThat(pace.worked(SOON)).isEqualTo(SOON);

        assertThat(pace.idle(true)).isEqualTo(Duration.ofMillis(8));
        assertThat(pace.idle(true)).isEqualTo(Duration.ofMillis(16));
        assertThat(pace.idle(true)).isEqualTo(Duration.ofMillis(32));
        assertThat(pace.idle(true)).isEqualTo(Duration.ofMillis(64));
        assertThat(pace.idle(true)).isEqualTo(INTERVAL);
        assertThat(pace.idle(true)).isEqualTo(INTERVAL);
    }

    @Test
    void whatHasBeenQuietForLongIsLookedAtSeldom() {
        now = QUIET_AFTER.toNanos();
        assertThat(pace.idle(true)).isEqualTo(INTERVAL);

        now++;

        assertThat(pace.idle(true)).isEqualTo(QUIET);
        assertThat(pace.idle(false)).as("something is under way").isEqualTo(INTERVAL);
        assertThat(pace.worked(INTERVAL)).isEqualTo(INTERVAL);
        assertThat(pace.idle(true)).isEqualTo(INTERVAL);
    }

    @Test
    void whatMayHaveMadeWorkHurriesTheNextLook() {
        pace.hurry(SOON);

        assertThat(pace.idle(true)).isEqualTo(SOON);
    }

    @Test
    void noDelayIsLongerThanTheInterval() {
        assertThat(pace.worked(INTERVAL.multipliedBy(3))).isEqualTo(INTERVAL);
    }
}
