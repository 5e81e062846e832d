package estiva.system;

import estiva.control.database.ControlDatabase;
import estiva.control.loop.Loop;
import estiva.control.process.Dispatch;
import estiva.control.process.Oddities;
import estiva.control.worker.Worker;
import estiva.control.worker.Workers;
import estiva.dispatcher.Assign;
import estiva.dispatcher.Assigner;
import estiva.dispatcher.DispatcherConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;

/** The dispatcher's own rounds, by its defaults, each part of them timed; and its look for what has gone wrong. */
final class SimulatedDispatcher {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DispatcherConfig config;
    private final Assigner assigner;
    private final Oddities oddities;
    private final SimulatedTimes times;
    private final Counter assignments;
    private double taken;
    private List<Loop> loops = List.of();

    SimulatedDispatcher(ControlDatabase control, SimulatedTimes times, Assign assign) {
        this.times = times;
        config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(DispatcherConfig.class)
                .withDefaultValue("estiva.dispatcher.assign", assign.name())
                .build()
                .getConfigMapping(DispatcherConfig.class);
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        assigner = new Assigner(new TimedDispatch(control), new TimedWorkers(control), config, metrics);
        assignments = metrics.counter("estiva.assignments");
        oddities = new Oddities(control);
    }

    private final class TimedDispatch extends Dispatch {
        TimedDispatch(ControlDatabase control) {
            super(control);
        }

        @Override
        public List<Turn> turns(int limit) {
            return times.of("turns", () -> super.turns(limit));
        }

        @Override
        public List<Turn> startable(List<Turn> turns) {
            return times.of("startable", () -> super.startable(turns));
        }

        @Override
        public int assign(List<Match> matches) {
            return times.of("assign", () -> super.assign(matches));
        }
    }

    private final class TimedWorkers extends Workers {
        TimedWorkers(ControlDatabase control) {
            super(control);
        }

        @Override
        public List<Worker> available() {
            return times.of("workers", super::available);
        }
    }

    void start() {
        if (loops.isEmpty()) {
            loops = List.of(new Loop("simulated-assign", this::round), new Loop("simulated-sweep", this::sweep));
            loops.forEach(Loop::start);
        }
    }

    void stop() {
        Loop.stop(loops, PATIENCE);
    }

    /** How many were assigned since the last time that was asked. */
    long takeAssigned() {
        double before = taken;
        taken = assignments.count();
        return (long) (taken - before);
    }

    private Duration round() {
        try {
            return times.of("round", assigner::poll);
        } catch (RuntimeException e) {
            times.add("round failed", 0);
            throw e;
        }
    }

    private Duration sweep() {
        times.of("sweep", oddities::look);
        return config.sweepInterval();
    }
}
