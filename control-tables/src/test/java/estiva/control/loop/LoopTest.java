package estiva.control.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final int LOOPS = 10;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Test
    void loopsThatDoNotEndAreWaitedForTogether() throws InterruptedException {
        CountDownLatch polling = new CountDownLatch(LOOPS);
        CountDownLatch end = new CountDownLatch(1);
        List<Loop> loops = Stream.generate(() -> new Loop("stuck", () -> poll(polling, end)))
                .limit(LOOPS)
                .toList();
        loops.forEach(Loop::start);
        assertThat(polling.await(30, TimeUnit.SECONDS)).isTrue();
        long begun = System.nanoTime();

        Loop.stop(loops, PATIENCE);

        // One after the other they would take ten times as long as all together.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(PATIENCE, PATIENCE.multipliedBy(LOOPS / 2));
        assertThat(loops).allMatch(Loop::isAlive);
        end.countDown();
        Loop.stop(loops, Duration.ofSeconds(10));
        assertThat(loops).noneMatch(Loop::isAlive);
    }

    @Test
    void anOutOfMemoryErrorEndsNoLoop() throws InterruptedException {
        CountDownLatch polls = new CountDownLatch(3);
        Loop loop = new Loop("greedy", () -> {
            polls.countDown();
            throw new OutOfMemoryError("as another thread has taken it all");
        });

        loop.start();

        assertThat(polls.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.isAlive()).isTrue();
        loop.stop(Duration.ofSeconds(10));
        assertThat(loop.isAlive()).isFalse();
    }

    private static Duration poll(CountDownLatch polling, CountDownLatch end) {
        polling.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Duration.ZERO;
    }
}
