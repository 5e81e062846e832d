package estiva.worker.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReadMemoryTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ReadMemory memory = new ReadMemory(1_000);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void nothingIsLost() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(memory.free()).isEqualTo(1_000);
        assertThat(memory.waiting()).isZero();
    }

    @Test
    void whatIsTakenIsThereAgainWhenTheShareIsClosed() {
        try (MemoryShare share = memory.open()) {
            share.take(600);
            share.take(100);
            share.give(200);
            assertThat(share.held()).isEqualTo(500);
            assertThat(memory.free()).isEqualTo(500);
            share.close();
            assertThat(memory.free()).isEqualTo(1_000);
            share.give(100);
        }
    }

    @Test
    void whatIsNotThereIsRefusedAndTakesNothing() {
        try (MemoryShare one = memory.open();
                MemoryShare other = memory.open()) {
            one.take(700);
            MemoryFull refusal = catchThrowableOfType(MemoryFull.class, () -> other.take(400));
            assertThat(refusal.isForEver()).isFalse();
            assertThat(refusal.toWaitFor()).isEqualTo(600);
            assertThat(other.tryTake(400)).isFalse();
            assertThat(other.tryTake(300)).isTrue();
            assertThat(memory.free()).isZero();
        }
    }

    @Test
    void whoNeedsMoreThanThereIsAtAllIsToldTheKeyToRaise() {
        try (MemoryShare share = memory.open()) {
            share.take(700);
            MemoryFull refusal = catchThrowableOfType(MemoryFull.class, () -> share.take(301));
            assertThat(refusal.isForEver()).isTrue();
            assertThat(refusal)
                    .hasMessage("needs 1001 bytes of memory or more to be read, where this worker has 1000 for one"
                            + " file; split it, or raise estiva.worker.read.memory, and the worker's memory with it");
        }
    }

    @Test
    void aPartGivesBackWhatItTookAndNoMore() {
        try (MemoryShare share = memory.open()) {
            share.take(100);
            MemoryShare part = share.part();
            part.take(200);
            MemoryShare inner = part.part();
            inner.take(300);
            assertThat(share.held()).isEqualTo(600);
            inner.close();
            assertThat(part.held()).isEqualTo(200);
            part.close();
            assertThat(share.held()).isEqualTo(100);
            assertThatThrownBy(() -> part.take(1)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nobodyGivesBackMoreThanItTook() {
        try (MemoryShare share = memory.open()) {
            share.take(10);
            assertThatThrownBy(() -> share.give(11)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anArrayThatGrowsIsChargedWithBothWhileBothAreThere() {
        try (MemoryShare share = memory.open()) {
            char[] chars = share.grown(new char[0], 100);
            assertThat(share.held()).isEqualTo(200);
            assertThat(share.grown(chars, 400)).hasSize(400);
            assertThat(share.held()).isEqualTo(800);
            assertThatThrownBy(() -> share.grown(new char[400], 401)).isInstanceOf(MemoryFull.class);
            assertThat(share.held()).isEqualTo(800);
        }
    }

    @Test
    void whatWasWaitedForStaysWithTheLoadUntilItsEnd() throws Exception {
        try (MemoryShare share = memory.await(800, () -> false, LONG)) {
            assertThat(memory.free()).isEqualTo(200);
            share.take(900);
            share.give(900);
            assertThat(memory.free()).isEqualTo(200);
        }
    }

    @Test
    void thoseInLineAreServedInTheirOrder() throws Exception {
        MemoryShare first = memory.open();
        first.take(900);
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Future<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // The small ones would find room at once.
            int number = i;
            waiting.add(threads.submit(() -> {
                try (MemoryShare share = memory.await(number == 0 ? 1_000 : 10, () -> false, LONG)) {
                    served.add(number);
                }
                return null;
            }));
            awaitWaiting(number + 1);
        }
        assertThat(served).isEmpty();
        first.close();
        for (Future<?> each : waiting) {
            each.get();
        }
        assertThat(served).first().isEqualTo(0);
        assertThat(served).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    }

    @Test
    void whoWaitsCanBeToldToStopAndHoldsNobodyUp() throws Exception {
        MemoryShare first = memory.open();
        first.take(900);
        AtomicBoolean stopped = new AtomicBoolean();
        Future<MemoryShare> waiting = threads.submit(() -> memory.await(1_000, stopped::get, LONG));
        awaitWaiting(1);
        Future<MemoryShare> next = threads.submit(() -> memory.await(100, () -> false, LONG));
        awaitWaiting(2);
        stopped.set(true);
        assertThat(waiting.get()).isNull();
        next.get().close();
        first.close();
    }

    @Test
    void patienceEnds() throws Exception {
        try (MemoryShare first = memory.open()) {
            first.take(900);
            assertThat(memory.await(200, () -> false, Duration.ofMillis(30))).isNull();
        }
    }

    @Test
    void whoIsInterruptedLeavesTheLine() throws Exception {
        try (MemoryShare first = memory.open()) {
            first.take(900);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> memory.await(200, () -> false, LONG)).isInstanceOf(InterruptedException.class);
            assertThat(memory.waiting()).isZero();
        }
    }

    @Test
    void manyThatAllWantMoreWhileTheyHoldSomeComeToTheirEnds() throws Exception {
        List<Callable<Integer>> loads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int need = 1 + new Random(i).nextInt(1_000);
            loads.add(() -> load(need));
        }
        ExecutorService slots = Executors.newFixedThreadPool(8);
        for (Future<Integer> load : slots.invokeAll(loads)) {
            assertThat(load.get()).as("times that a load was begun").isLessThan(20);
        }
        slots.shutdown();
    }

    /** Takes what it needs little by little, and begins again when it is refused. */
    private int load(int need) throws InterruptedException {
        MemoryShare share = memory.open();
        for (int times = 1; ; times++) {
            try (MemoryShare held = share) {
                for (int taken = 0; taken < need; taken += Math.min(7, need - taken)) {
                    held.take(Math.min(7, need - taken));
                    Thread.yield();
                }
                return times;
            } catch (MemoryFull e) {
                share = memory.await(e.toWaitFor(), () -> false, LONG);
                assertThat(share).isNotNull();
            }
        }
    }

    private void awaitWaiting(int many) {
        await(many + " wait for memory")
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> memory.waiting() == many);
    }
}
