package estiva.control.client;

import estiva.control.audit.Act;
import estiva.control.audit.Audits;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import jakarta.inject.Singleton;
import java.util.Map;
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
    public void ensure(String processName, Deed deed) {
        if (database.read(handle -> isKnown(handle, processName))) {
            return;
        }
        insert(
                processName,
                work -> database.inTransaction(handle -> {
                    int made = work.apply(handle);
                    Changed changed = Changed.to(Map.of("processName", processName));
                    Audits.done(handle, deed, act("client.add", processName), changed);
                    return made;
                }));
    }

    private static Act act(String action, String processName) {
        return new Act(action, "client", processName, processName);
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

    /** The folder below the file root in which its files must lie, as it stands in its row; null: anywhere below the root. */
    public String folder(String processName) {
        return database.read(handle -> handle.createQuery("SELECT Folder FROM Client WHERE ProcessName = :name")
                .bind("name", processName)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
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
     * Sets what is given and keeps the rest, in one transaction, so that two changes at once do not undo each other. What
     * runs goes on under the settings it started with. A client that is not known yet gets its row.
     */
    public void update(String processName, ClientSettings settings, Deed deed) {
        ensure(processName, deed);
        database.useTransaction(handle -> {
            // First, so that nobody changes it between the two looks.
            handle.createUpdate("UPDATE Client SET QueueVersion = QueueVersion + 1 WHERE ProcessName = :name")
                    .bind("name", processName)
                    .execute();
            ClientSettings before = settings(handle, processName);
            set(handle, processName, settings);
            Changed changed = Changed.between(before, settings(handle, processName));
            if (!changed.isNone()) {
                String ownName = ownName(handle, processName).orElse(processName);
                Audits.done(handle, deed, act("client.change", ownName), changed);
            }
        });
    }

    private static ClientSettings settings(Handle handle, String processName) {
        return handle.createQuery("""
                        SELECT Runner, Priority, Paused, Ordering, OnFailure, MaxAttempts, RetryDelaySeconds,
                               RetryMaxDelaySeconds, RetryMissingFiles, ReprocessMinutes, ReprocessTimes, MaxRunMinutes,
                               ExternalRescue, Folder
                          FROM Client WHERE ProcessName = :name""")
                .bind("name", processName)
                .map(ConstructorMapper.of(ClientSettings.class))
                .one();
    }

    private static void set(Handle handle, String processName, ClientSettings settings) {
        handle.createUpdate("""
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
                               Folder = NULLIF(COALESCE(:folder, Folder), ''),
                               NextDue = <now>
                         WHERE ProcessName = :processName""")
                .bindMethods(settings)
                .bind("processName", processName)
                .execute();
    }
}
