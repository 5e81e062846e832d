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
