package estiva.worker.process;

import estiva.control.process.ControlTables;
import estiva.worker.claim.Run;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Loads that go on until the test says so. */
public final class BusyLoader extends ProcessLoader {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    public BusyLoader(ControlTables tables) {
        super(tables.claims, tables.clients, null, null, null, null);
    }

    @Override
    public boolean load(Run run) {
        begun.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    public int begun() {
        return begun.get();
    }

    public void end() {
        end.countDown();
    }
}
