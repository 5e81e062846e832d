package estiva.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.worker.read.ReadMemory;
import org.junit.jupiter.api.Test;

class ReadMemoryProducerTest {
    private static final long MEGABYTE = 1L << 20;

    @Test
    void whatEveryFileNeedsIsSetAside() {
        assertThat(ReadMemoryProducer.of(100 * MEGABYTE, 256 * MEGABYTE, 14).size())
                .isEqualTo(100 * MEGABYTE - 14 * ReadMemory.EACH);
    }

    @Test
    void moreThanTheHeapBearsIsRefusedAtTheStart() {
        assertThatThrownBy(() -> ReadMemoryProducer.of(200 * MEGABYTE, 256 * MEGABYTE, 14))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "estiva.worker.read.memory is 200 MiB, which is more than 70 % of the heap's 256 MiB; lower it, or"
                                + " give the worker more memory (-Xmx, or -XX:MaxRAMPercentage of its container's limit)");
    }

    @Test
    void lessThanTheSlotsNeedIsRefusedAtTheStart() {
        assertThatThrownBy(() -> ReadMemoryProducer.of(20 * MEGABYTE, 64 * MEGABYTE, 14))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "estiva.worker.read.memory is 20 MiB, of a heap of 64 MiB: 14 files may be open at once, which takes"
                                + " at least 21 MiB; lower estiva.worker.slots or estiva.worker.parallel-files, or give the worker more"
                                + " memory");
    }
}
