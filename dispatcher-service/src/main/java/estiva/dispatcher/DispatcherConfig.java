package estiva.dispatcher;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set of the dispatcher; the defaults suit production. */
@ConfigMapping(prefix = "estiva.dispatcher")
public interface DispatcherConfig {
    /** Between two looks for work, while there has been some lately: with the sweeps, ten statements a second. */
    @WithDefault("105ms")
    Duration interval();

    /** Between two looks when there has been no work for {@link #quietAfter}. */
    @WithDefault("700ms")
    Duration quietInterval();

    /** How long the quick looks go on after the last work. */
    @WithDefault("60s")
    Duration quietAfter();

    /** Clients looked at in one round. */
    @WithDefault("200")
    int batch();

    /** Whether workers fill up one after the other ({@code pack}) or all get as much to do ({@code spread}). */
    @WithDefault("spread")
    Assign assign();

    /** Between two looks for lapsed leases, stuck clients and rows that others wrote. */
    @WithDefault("2s")
    Duration sweepInterval();

    /** Between two turns of each job of the housekeeping; whole seconds. */
    @WithDefault("60s")
    Duration housekeepingInterval();

    /** How long a process that was inserted by others must not have changed before it is adopted. */
    @WithDefault("2s")
    Duration adoptAfter();

    /** Minutes after which a running process raises an alarm. */
    @WithDefault("60")
    int longRunningMinutes();

    /** Days after which a worker that is gone is forgotten. */
    @WithDefault("7")
    int forgetWorkersAfterDays();
}
