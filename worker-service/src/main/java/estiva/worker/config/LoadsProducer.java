package estiva.worker.config;

import estiva.control.database.ControlDatabase;
import estiva.control.load.LoadSessions;
import estiva.control.load.LoadTransactions;
import estiva.control.load.ProcedureCalls;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives what may last for hours the operator's word on when it is taken for lost. */
@Singleton
public class LoadsProducer {
    private final ControlDatabase database;
    private final Duration patience;

    LoadsProducer(ControlDatabase database, WorkerConfig config) {
        this.database = database;
        this.patience = config.stall();
        if (patience.isNegative() || patience.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalStateException("estiva.worker.stall is " + patience + "; it must be from 0s to 24d");
        }
    }

    @Produces
    @Singleton
    LoadTransactions loadTransactions(LoadSessions sessions) {
        return new LoadTransactions(database, sessions, patience);
    }

    @Produces
    @Singleton
    ProcedureCalls procedureCalls() {
        return new ProcedureCalls(database, patience);
    }
}
