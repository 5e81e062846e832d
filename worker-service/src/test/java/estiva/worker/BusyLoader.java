package estiva.worker;

import estiva.control.process.ControlTables;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Loads that go on until the test says so. */
final class BusyLoader extends ProcessLoader {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    BusyLoader(ControlTables tables) {
        super(tables.claims, tables.clients, null, null);
    }

    @Override
    boolean load(Run run) {
        begun.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    int begun() {
        return begun.get();
    }

    void end() {
        end.countDown();
    }
}
