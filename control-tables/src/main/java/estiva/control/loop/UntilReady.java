package estiva.control.loop;

import estiva.control.database.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Skips what is scheduled while the schema is not what this build needs. */
@Singleton
public class UntilReady implements Scheduled.SkipPredicate {

    private final Startup startup;

    public UntilReady(Startup startup) {
        this.startup = startup;
    }

    @Override
    public boolean test(ScheduledExecution execution) {
        return !startup.isReady();
    }
}
