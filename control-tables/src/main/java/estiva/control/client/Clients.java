package estiva.control.client;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The clients: their settings, and the row that is each one's lock. */
@Singleton
public class Clients {
    private final ControlDatabase database;

    public Clients(ControlDatabase database) {
        this.database = database;
    }

    /** Makes sure the client has its row; in a transaction of its own, so that a lost race costs nothing else. */
    public void ensure(String processName) {
        if (database.read(handle -> isKnown(handle, processName))) {
            return;
        }
        insert(processName, database::inTransaction);
    }

    /** As {@link #ensure}, where the client was not known a moment ago, for somebody who has others to serve. */
    public void add(String processName) {
        insert(processName, database::briefly);
    }

    private static void insert(String processName, Function<Function<Handle, Integer>, Integer> transaction) {
        try {
            transaction.apply(handle -> handle.createUpdate("INSERT INTO Client (ProcessName) VALUES (:name)")
                    .bind("name", processName)
                    .execute());
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isDuplicateKey(e)) {
                throw e;
            }
        }
    }

    /** Waits if another transaction is adding the client. */
    public boolean isKnown(Handle handle, String processName) {
        return ownName(handle, processName).isPresent();
    }

    /**
     * The client's name as it stands in its table: which names are equal is for the database's collation to say, so Java
     * compares and hashes no other text.
     */
    public Optional<String> ownName(String processName) {
        return database.read(handle -> ownName(handle, processName));
    }

    private static Optional<String> ownName(Handle handle, String processName) {
        return handle.createQuery("SELECT ProcessName FROM Client WHERE ProcessName = :name")
                .bind("name", processName)
                .mapTo(String.class)
                .findOne();
    }

    public Optional<RetryPolicy> retryPolicy(String processName) {
        return database.read(handle -> handle.createQuery("""
                        SELECT RetryDelaySeconds, RetryMaxDelaySeconds, RetryMissingFiles
                          FROM Client WHERE ProcessName = :name""")
                .bind("name", processName)
                .map(ConstructorMapper.of(RetryPolicy.class))
                .findOne());
    }

    /**
     * Sets what is given and keeps the rest, in one statement, so that two changes at once do not undo each other. What
     * runs goes on under the settings it started with. A client that is not known yet gets its row.
     */
    public void update(String processName, ClientSettings settings) {
        ensure(processName);
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE Client
                           SET Runner = COALESCE(:runner, Runner), Priority = COALESCE(:priority, Priority),
                               Paused = COALESCE(:paused, Paused), Ordering = COALESCE(:ordering, Ordering),
                               OnFailure = COALESCE(:onFailure, OnFailure),
                               MaxAttempts = COALESCE(:maxAttempts, MaxAttempts),
                               RetryDelaySeconds = COALESCE(:retryDelaySeconds, RetryDelaySeconds),
                               RetryMaxDelaySeconds = COALESCE(:retryMaxDelaySeconds, RetryMaxDelaySeconds),
                               RetryMissingFiles = COALESCE(:retryMissingFiles, RetryMissingFiles),
                               ReprocessMinutes = NULLIF(COALESCE(:reprocessMinutes, ReprocessMinutes), 0),
                               ReprocessTimes = COALESCE(:reprocessTimes, ReprocessTimes),
                               MaxRunMinutes = NULLIF(COALESCE(:maxRunMinutes, MaxRunMinutes), 0),
                               ExternalRescue = COALESCE(:externalRescue, ExternalRescue),
                               NextDue = <now>, QueueVersion = QueueVersion + 1
                         WHERE ProcessName = :processName""")
                .bindMethods(settings)
                .bind("processName", processName)
                .execute());
    }
}
