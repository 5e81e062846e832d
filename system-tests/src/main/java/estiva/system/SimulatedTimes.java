package estiva.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** How long each kind of work took, in milliseconds, since the last time that was asked. */
final class SimulatedTimes {

    private final Map<String, ConcurrentLinkedQueue<Double>> times = new ConcurrentHashMap<>();

    /** The median and the 99th percentile of so many durations in milliseconds. */
    record Spread(long count, double p50, double p99) {
        static final Spread NONE = new Spread(0, 0, 0);
    }

    <T> T of(String what, Supplier<T> work) {
        long begun = System.nanoTime();
        T result = work.get();
        add(what, System.nanoTime() - begun);
        return result;
    }

    void add(String what, long nanos) {
        times.computeIfAbsent(what, name -> new ConcurrentLinkedQueue<>()).add(nanos / 1e6);
    }

    /** What there is by now; the next call begins anew. */
    Map<String, Spread> take() {
        Map<String, Spread> taken = new TreeMap<>();
        for (String what : List.copyOf(times.keySet())) {
            List<Double> all = new ArrayList<>(times.remove(what));
            double[] sorted =
                    all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            taken.put(
                    what,
                    new Spread(
                            sorted.length,
                            round(Figures.percentile(sorted, 0.50)),
                            round(Figures.percentile(sorted, 0.99))));
        }
        return taken;
    }

    private static double round(double millis) {
        return Math.round(millis * 10) / 10.0;
    }
}
