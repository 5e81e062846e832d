package estiva.registry.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OneByOneTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND / 2);
    private final AtomicInteger asked = new AtomicInteger();
    private final OneByOne looks = new OneByOne(now::get);

    private String fail() {
        asked.incrementAndGet();
        throw new IllegalArgumentException("away");
    }

    @Test
    void afterAFailureNobodyAsksForASecond() {
        assertThatThrownBy(() -> looks.ask(this::fail)).hasMessage("away");

        assertThatThrownBy(() -> looks.ask(this::fail)).hasMessageContaining("a moment ago");
        assertThat(asked).hasValue(1);

        now.addAndGet(SECOND);
        assertThatThrownBy(() -> looks.ask(this::fail)).hasMessage("away");
        assertThat(asked).hasValue(2);
    }

    @Test
    void anAnswerEndsThat() {
        assertThatThrownBy(() -> looks.ask(this::fail)).hasMessage("away");
        now.addAndGet(SECOND);

        assertThat(looks.ask(() -> "here")).isEqualTo("here");
        assertThat(looks.ask(() -> "again")).isEqualTo("again");
    }
}
