package estiva.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Which faults come when: a function of the seed. Every kind comes once before any comes again. */
record FaultPlan(List<Fault> faults) {

    private static final Duration LONG_RUN = Duration.ofMinutes(3);

    /** What is done to the services, their database, and the people's processes. */
    enum Kind {
        KILL_WORKER("kill -9 of a worker"),
        KILL_DISPATCHER("kill -9 of a dispatcher"),
        KILL_REGISTRY("kill -9 of the registry"),
        DRAIN_WORKER("SIGTERM of a worker"),
        PAUSE_WORKER("SIGSTOP of a worker beyond its lease"),
        PAUSE_DISPATCHER("SIGSTOP of a dispatcher"),
        REFUSE_LINK("database refuses one service"),
        STALL_LINK("one service's bytes held back beyond a lease"),
        LOSE_ANSWERS("connections cut after the request, before the answer"),
        CUT_ALL("all connections of all services cut"),
        DATABASE_OUTAGE("whole database down"),
        FULL_DISK("file root full"),
        CANCEL("cancel of some processes, retry of half of them");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /**
     * One fault to come.
     *
     * @param at from the start of the run
     * @param target which of the services that it can befall, to be taken modulo their number
     * @param lasting until it is set right
     */
    record Fault(Duration at, Kind kind, int target, Duration lasting) {
        /** Lets it last, in the thread that is to set it right. */
        void last() {
            LockSupport.parkNanos(lasting.toNanos());
        }
    }

    /** @param pause on average between two faults */
    static FaultPlan of(long seed, Duration run, Duration lease, Duration pause) {
        Random random = new Random(seed);
        List<Fault> faults = new ArrayList<>();
        List<Kind> deck = new ArrayList<>();
        Duration at = pause;
        while (at.compareTo(run) < 0) {
            if (deck.isEmpty()) {
                deck.addAll(Arrays.asList(Kind.values()));
                deck.add(Kind.KILL_WORKER);
                Collections.shuffle(deck, random);
            }
            Kind kind = deck.remove(deck.size() - 1);
            faults.add(new Fault(at, kind, random.nextInt(1 << 16), lasting(kind, random, run, lease)));
            at = at.plus(
                    between(random, pause.dividedBy(3), pause.multipliedBy(5).dividedBy(3)));
        }
        return new FaultPlan(List.copyOf(faults));
    }

    private static Duration lasting(Kind kind, Random random, Duration run, Duration lease) {
        return switch (kind) {
            case KILL_WORKER, KILL_DISPATCHER, KILL_REGISTRY, DRAIN_WORKER ->
                between(random, millis(200), millis(2_000));
            case PAUSE_WORKER, STALL_LINK ->
                between(
                        random,
                        lease.multipliedBy(5).dividedBy(4),
                        lease.multipliedBy(5).dividedBy(2));
            case PAUSE_DISPATCHER, REFUSE_LINK -> between(random, millis(1_000), millis(6_000));
            case LOSE_ANSWERS -> between(random, millis(10), millis(400));
            case CUT_ALL -> Duration.ZERO;
            case DATABASE_OUTAGE ->
                between(random, millis(1_000), run.compareTo(LONG_RUN) < 0 ? millis(6_000) : millis(60_000));
            case FULL_DISK, CANCEL -> between(random, millis(1_000), millis(4_000));
        };
    }

    private static Duration between(Random random, Duration least, Duration most) {
        return least.plusNanos((long) (random.nextDouble() * most.minus(least).toNanos()));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
