package estiva.control.edge;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many requests are carried out at once, and how many each address has asked for of late. */
final class Lane {
    private static final long SECOND = 1_000_000_000L;

    private final int atOnce;
    private final int atOncePerAddress;
    private final double perNano;
    private final double burst;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong sweptAt = new AtomicLong();
    private final ConcurrentMap<InetAddress, Share> shares = new ConcurrentHashMap<>();

    /** What one address takes; touched only while its entry in the map is locked. */
    private static final class Share {
        private int running;
        private double tokens;
        private long filledAt;
    }

    enum Entry {
        OPEN,
        ADDRESS_IS_FULL,
        LANE_IS_FULL
    }

    Lane(int atOnce, int atOncePerAddress, int perSecond) {
        this.atOnce = atOnce;
        this.atOncePerAddress = atOncePerAddress;
        this.perNano = (double) perSecond / SECOND;
        this.burst = 2.0 * perSecond;
    }

    /** Whether the address may ask for one more thing by now. */
    boolean mayAsk(InetAddress address, long now) {
        forgetTheQuiet(now);
        boolean[] may = new boolean[1];
        shares.compute(address, (key, known) -> {
            Share share = filled(known, now);
            may[0] = share.tokens >= 1;
            share.tokens -= may[0] ? 1 : 0;
            return share;
        });
        return may[0];
    }

    /** Only if it is open, {@link #leave} has to be called, once. */
    Entry enter(InetAddress address, long now) {
        if (running.incrementAndGet() > atOnce) {
            running.decrementAndGet();
            return Entry.LANE_IS_FULL;
        }
        boolean[] may = new boolean[1];
        shares.compute(address, (key, known) -> {
            Share share = filled(known, now);
            may[0] = share.running < atOncePerAddress;
            share.running += may[0] ? 1 : 0;
            return share;
        });
        if (!may[0]) {
            running.decrementAndGet();
            return Entry.ADDRESS_IS_FULL;
        }
        return Entry.OPEN;
    }

    void leave(InetAddress address) {
        running.decrementAndGet();
        shares.computeIfPresent(address, (key, share) -> {
            share.running--;
            return share;
        });
    }

    private Share filled(Share known, long now) {
        Share share = known;
        if (share == null) {
            share = new Share();
            share.tokens = burst;
        } else {
            share.tokens = Math.min(burst, share.tokens + (now - share.filledAt) * perNano);
        }
        share.filledAt = now;
        return share;
    }

    /** Who has asked for nothing for two seconds is as one who was never here. */
    private void forgetTheQuiet(long now) {
        long before = sweptAt.get();
        if (now - before < SECOND || !sweptAt.compareAndSet(before, now)) {
            return;
        }
        for (InetAddress address : shares.keySet()) {
            shares.computeIfPresent(
                    address, (key, share) -> share.running == 0 && filled(share, now).tokens >= burst ? null : share);
        }
    }

    /** How many requests are carried out just now. */
    int running() {
        return running.get();
    }

    /** How many addresses are counted just now. */
    int addresses() {
        return shares.size();
    }
}
