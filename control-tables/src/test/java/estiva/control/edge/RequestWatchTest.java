package estiva.control.edge;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestWatchTest {
    private static final HttpConfig CONFIG =
            Configured.of(HttpConfig.class, "estiva.http.header-time", "8s", "estiva.http.idle-time", "20s");

    @Test
    void theFirstRequestHasTheTimeOfAHeaderAndTheNextOneThatOfAnIdleConnection() {
        RequestWatch watch = RequestWatch.of(CONFIG);
        watch.begin(seconds(100));

        assertThat(watch.isLate(seconds(107))).isFalse();
        assertThat(watch.isLate(seconds(108))).isTrue();
        assertThat(watch.isFirst()).isTrue();
        assertThat(watch.problem().detail()).contains("within 8 seconds");

        watch.answered(seconds(200));
        assertThat(watch.isFirst()).isFalse();
        assertThat(watch.isLate(seconds(219))).isFalse();
        assertThat(watch.isLate(seconds(220))).isTrue();
    }

    @Test
    void theTimeBeginsAgainWhileAnAnswerIsStillTaken() {
        RequestWatch watch = RequestWatch.of(CONFIG);
        watch.answered(seconds(100));
        watch.begin(seconds(110));

        assertThat(watch.isLate(seconds(129))).isFalse();
        assertThat(watch.isLate(seconds(130))).isTrue();
    }

    @Test
    void whoIsTurnedAwayHasLittleTimeWhateverIsConfigured() {
        RequestWatch watch = RequestWatch.ofOneTurnedAway();
        watch.begin(seconds(100));

        assertThat(watch.isLate(seconds(101))).isFalse();
        assertThat(watch.isLate(seconds(102))).isTrue();
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
