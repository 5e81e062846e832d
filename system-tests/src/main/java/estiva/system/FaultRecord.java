package estiva.system;

import estiva.system.FaultPlan.Kind;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a chaos run did to whom, and what was odd about it. */
final class FaultRecord {

    /** In place of a service's name: all of them, whose database was gone. */
    static final String EVERYBODY = "everybody";

    private final Map<Kind, Integer> injected = new EnumMap<>(Kind.class);
    private final List<WorkerKill> kills = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<String> oddities = new ArrayList<>();

    /** A worker that was killed, and the processes that were running there by the tables, asked for after its end. */
    record WorkerKill(LocalDateTime at, String worker, List<Long> processIds) {}

    /** A fault that was set right: when, and of which service, or of {@link #EVERYBODY}. */
    record Trouble(Kind kind, String service, LocalDateTime from, LocalDateTime to) {
        @Override
        public String toString() {
            return from + " to " + to + " " + kind + " of " + service;
        }

        boolean befell(ChaosService other) {
            return service.equals(EVERYBODY) || service.equals(other.name());
        }
    }

    synchronized void add(Kind kind) {
        injected.merge(kind, 1, Integer::sum);
    }

    synchronized void add(WorkerKill kill) {
        kills.add(kill);
    }

    synchronized void add(Trouble trouble) {
        troubles.add(trouble);
    }

    synchronized void note(String oddity) {
        oddities.add(oddity);
    }

    synchronized Map<Kind, Integer> injected() {
        return new EnumMap<>(injected);
    }

    synchronized List<WorkerKill> kills() {
        return List.copyOf(kills);
    }

    synchronized List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    synchronized List<String> oddities() {
        return List.copyOf(oddities);
    }
}
