package estiva.worker.config;

import estiva.worker.read.ReadMemory;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How much of the heap the worker's readers may take, checked against what there is. */
@Singleton
public class ReadMemoryProducer {

    /** The rest is for the service itself, its drivers, and for what the garbage collector needs to move about. */
    private static final double SHARE = 0.4;

    private static final double MOST = 0.7;
    /** Beside the slots: those that are loaded together, and a question about a file. */
    private static final int OTHERS = 2;

    private static final long MEGABYTE = 1L << 20;
    /** Bytes beyond what each file needs anyway: without them nothing that is large could be read. */
    private static final long LEAST = 4 * MEGABYTE;

    @Produces
    @Singleton
    ReadMemory readMemory(WorkerConfig config, MeterRegistry metrics) {
        long heap = Runtime.getRuntime().maxMemory();
        ReadMemory memory = of(
                config.read().memory().map(MemorySize::asLongValue).orElse((long) (heap * SHARE)),
                heap,
                config.slots() + config.parallelFiles() + OTHERS);
        metrics.gauge("estiva.read.memory.taken", memory, it -> it.size() - it.free());
        metrics.gauge("estiva.read.memory.max", memory, ReadMemory::size);
        metrics.gauge("estiva.read.memory.waiting", memory, ReadMemory::waiting);
        return memory;
    }

    /**
     * @param whole bytes for all that is read
     * @param files that may be open at once
     */
    static ReadMemory of(long whole, long heap, int files) {
        if (whole > heap * MOST) {
            throw new IllegalStateException(
                    "estiva.worker.read.memory is " + whole / MEGABYTE + " MiB, which is more than "
                            + Math.round(MOST * 100) + " % of the heap's " + heap / MEGABYTE
                            + " MiB; lower it, or give the worker more"
                            + " memory (-Xmx, or -XX:MaxRAMPercentage of its container's limit)");
        }
        long aside = files * ReadMemory.EACH;
        if (whole - aside < LEAST) {
            throw new IllegalStateException("estiva.worker.read.memory is " + whole / MEGABYTE + " MiB, of a heap of "
                    + heap / MEGABYTE + " MiB: " + files + " files may be open at once, which takes at least "
                    + (aside + LEAST) / MEGABYTE
                    + " MiB; lower estiva.worker.slots or estiva.worker.parallel-files, or give the"
                    + " worker more memory");
        }
        return new ReadMemory(whole - aside);
    }
}
