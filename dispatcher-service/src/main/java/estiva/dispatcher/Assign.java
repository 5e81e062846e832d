package estiva.dispatcher;

import estiva.control.worker.Worker;
import java.util.Comparator;

/** Which worker is given the next process, among those that have room for it. */
public enum Assign {
    /**
     * The fullest that has a slot free, so that others fall idle and can be taken away; the oldest of equals, since the
     * newest are taken away first. Only when no slot is free anywhere does one get more of what it loads together.
     */
    PACK(Comparator.comparing(Load::hasFreeSlot)
            .reversed()
            .thenComparing(Comparator.comparingDouble(Load::share).reversed())),

    /**
     * The one with the most room, so that all have as much to do; of equals the one that was served the longest ago, so that
     * none looks seldom, having had no work for a while, when it gets some.
     */
    SPREAD(Comparator.comparingInt(Load::room).reversed().thenComparingLong(Load::servedAt));

    /**
     * A worker and what it will hold, once what it was given in this round has reached it.
     *
     * @param servedAt how many processes the dispatcher had given away when it last gave this one any
     */
    record Load(Worker worker, int held, long servedAt) {
        static Load of(Worker worker, long servedAt) {
            return new Load(worker, worker.running(), servedAt);
        }

        Load withOneMore(long now) {
            return new Load(worker, held + 1, now);
        }

        int room() {
            return worker.prefetch() - held;
        }

        boolean hasFreeSlot() {
            return held < worker.slots();
        }

        double share() {
            return (double) held / worker.slots();
        }
    }

    private final Comparator<Load> order;

    Assign(Comparator<Load> order) {
        this.order = order.thenComparingLong(load -> load.worker().workerId());
    }

    Comparator<Load> order() {
        return order;
    }
}
