package estiva.registry.entity;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;

/** What every read of a {@link Fresh} repository needs around it. */
@Fresh
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class FreshReads {
    private static final int TRIES = 3;

    private final EntityManager entities;
    private final ControlDatabase database;

    public FreshReads(EntityManager entities, ControlDatabase database) {
        this.entities = entities;
        this.database = database;
    }

    @AroundInvoke
    Object read(InvocationContext call) throws Exception {
        entities.setProperty("jakarta.persistence.query.timeout", (int)
                database.queryTimeout().toMillis());
        for (int attempt = 1; ; attempt++) {
            try {
                return proceed(call);
            } catch (RuntimeException e) {
                // Without READ_COMMITTED_SNAPSHOT a reader may be the victim of a deadlock.
                if (attempt == TRIES || entities.isJoinedToTransaction() || !DatabaseErrors.isConflict(e)) {
                    throw e;
                }
            }
        }
    }

    private Object proceed(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (RuntimeException e) {
            if (DatabaseErrors.isBroken(e)) {
                database.renewConnections();
            }
            throw e;
        } finally {
            // A session gives a row that it has read before as it was then: a request that changes it
            // would answer the old state. What a transaction has set and not yet written stays.
            if (!entities.isJoinedToTransaction()) {
                entities.clear();
            }
        }
    }
}
