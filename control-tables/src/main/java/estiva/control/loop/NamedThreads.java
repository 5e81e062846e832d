package estiva.control.loop;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of a pool, which logs and thread dumps know by the pool's name and a number from 1: {@code estiva-slot-1}. */
public final class NamedThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger made = new AtomicInteger();

    /** @param name of the pool, with no number */
    public NamedThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable work) {
        return new Thread(work, name + "-" + made.incrementAndGet());
    }
}
