package estiva.dispatcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the dispatcher. The defaults suit production. */
@ConfigMapping(prefix = "estiva.dispatcher")
public interface DispatcherConfig {
    /** Time between two looks for work while there is work. With the sweeps, these are ten statements a second. */
    @WithDefault("105ms")
    Duration interval();

    /** Time between two looks when there has been no work for {@link #quietAfter}. */
    @WithDefault("700ms")
    Duration quietInterval();

    /** How long the quick looks continue after the last work. */
    @WithDefault("60s")
    Duration quietAfter();

    /** Clients that one round looks at. */
    @WithDefault("200")
    int batch();

    /**
     * {@code spread}: all workers get the same amount of work. {@code pack}: one worker is filled before the next one, so
     * that the others can be stopped.
     */
    @WithDefault("spread")
    Assign assign();

    /** Time between two looks for lapsed leases, stuck clients and rows that other programs wrote. */
    @WithDefault("2s")
    Duration sweepInterval();

    /** Time between two runs of each job of the housekeeping (alerts for long runs, reprocessing, old staging tables). Whole seconds. */
    @WithDefault("60s")
    Duration housekeepingInterval();

    /** A process that another program inserted is adopted when its number of files has not changed for so long. */
    @WithDefault("2s")
    Duration adoptAfter();

    /** Minutes after which a running process raises the alert {@code LongRunning}. */
    @WithDefault("60")
    int longRunningMinutes();

    /** Days after which the row of a stopped worker is deleted. */
    @WithDefault("7")
    int forgetWorkersAfterDays();
}
