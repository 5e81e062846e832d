package estiva.control.database;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** What a service asks of the control tables' database, for its {@code /metrics}. */
@Singleton
public class DatabaseMetrics implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry metrics) {
        FunctionCounter.builder("estiva.statements", ControlDatabase.class, type -> Statements.count())
                .description("Statements on control tables; a batch counts as one")
                .register(metrics);
        FunctionCounter.builder("estiva.conflicts", ControlDatabase.class, type -> Conflicts.count())
                .description("Transactions that were tried again because another one was in the way")
                .register(metrics);
    }
}
