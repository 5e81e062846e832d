package estiva.control.edge;

import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What bodies take of the heap until their requests are answered. The first kilobytes of each are free, so that large
 * bodies of some never refuse the small ones of all others; the number of connections bounds them.
 */
final class BodyMemory {
    private static final int FREE = 16 * 1024;

    private final long all;
    private final long perAddress;
    private final AtomicLong taken = new AtomicLong();
    private final ConcurrentMap<InetAddress, Long> takenBy = new ConcurrentHashMap<>();

    BodyMemory(long all, long perAddress) {
        this.all = all;
        this.perAddress = perAddress;
    }

    /** What one body takes. */
    final class Part {
        private final InetAddress address;
        private long bytes;

        private Part(InetAddress address) {
            this.address = address;
        }

        /** Takes what a body of so many bytes needs; false: there is no room, and it keeps what it has. */
        boolean grow(long bodyBytes) {
            long more = Math.max(0, bodyBytes - FREE) - bytes;
            if (more <= 0) {
                return true;
            }
            if (taken.addAndGet(more) > all) {
                taken.addAndGet(-more);
                return false;
            }
            if (takenBy.merge(address, more, Long::sum) > perAddress) {
                give(more);
                return false;
            }
            bytes += more;
            return true;
        }

        void giveBack() {
            give(bytes);
            bytes = 0;
        }

        private void give(long back) {
            if (back > 0) {
                taken.addAndGet(-back);
                takenBy.computeIfPresent(address, (key, own) -> own == back ? null : own - back);
            }
        }
    }

    Part part(InetAddress address) {
        return new Part(address);
    }

    long taken() {
        return taken.get();
    }
}
