package estiva.control.alert;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.process.Status;
import estiva.control.text.VisibleText;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Raises what a human must look at, once per kind and subject. */
@Singleton
public class Alerts {
    private static final int WIDTH = 4000;

    private final ControlDatabase database;

    public Alerts(ControlDatabase database) {
        this.database = database;
    }

    /** The kinds of alert. */
    public enum Kind {
        /** A process runs for longer than its client usually allows. */
        LongRunning,
        /** A process was inserted without files. */
        ProcessWithoutFiles,
        /** The session of a load whose worker is lost still holds its locks, and this login may not end it. */
        LostSession,
        /** A process is Completed, but the procedure that is to run after it fails again and again. */
        ProcedureFailing,
        /** A load ends again and again because the database is not able, or because the load itself makes it so. */
        LoadKeepsFailing,
        /** A script changed the status of a process that a worker was running. */
        ResetWhileRunning,
        /** A process came too late: newer data of its client are in their place already. */
        OlderThanLoaded
    }

    /** @return whether it is new; an alert that stands already is left as it is */
    public boolean raise(Kind kind, long processId, String processName, String message) {
        try {
            return database.briefly(handle -> raise(handle, kind, processId, processName, message));
        } catch (RuntimeException e) {
            if (DatabaseErrors.isDuplicateKey(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * The same within a transaction of the caller.
     *
     * @throws RuntimeException of a duplicate key if somebody else raises it at this moment
     */
    public static boolean raise(Handle handle, Kind kind, long processId, String processName, String message) {
        String key = kind + ":" + processId;
        boolean stands = handle.createQuery("SELECT COUNT(*) FROM Alert WHERE AlertKey = :key AND ClearedAt IS NULL")
                        .bind("key", key)
                        .mapTo(Integer.class)
                        .one()
                > 0;
        if (stands) {
            return false;
        }
        handle.createUpdate("DELETE FROM Alert WHERE AlertKey = :key")
                .bind("key", key)
                .execute();
        handle.createUpdate("""
                        INSERT INTO Alert (AlertKey, Kind, ProcessID, ProcessName, Message)
                        VALUES (:key, :kind, :processId, :processName, :message)""")
                .bind("key", key)
                .bind("kind", kind.name())
                .bind("processId", processId)
                .bind("processName", processName)
                .bind("message", VisibleText.of(message, WIDTH))
                .execute();
        return true;
    }

    /** Clears the alerts of a kind whose processes have been retried since, or are loaded: one that somebody holds may not. */
    public void clearRetried(Kind kind) {
        database.useTransaction(
                handle -> handle.createUpdate("""
                        UPDATE Alert SET ClearedAt = <now>
                         WHERE Kind = :kind AND ClearedAt IS NULL
                           AND EXISTS (SELECT 1 FROM FileControl p <skipLocked> WHERE p.ProcessID = Alert.ProcessID
                                          AND p.Status IN ('Pending', 'Completed', 'Cancelled'))""").bind("kind", kind.name()).execute());
    }

    /** Clears the alerts of a kind whose processes have ended so: one that somebody holds may not have. */
    public void clearEnded(Kind kind, Status... ends) {
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE Alert SET ClearedAt = <now>
                         WHERE Kind = :kind AND ClearedAt IS NULL
                           AND EXISTS (SELECT 1 FROM FileControl p <skipLocked> WHERE p.ProcessID = Alert.ProcessID
                                          AND p.Status IN (<ends>))""")
                .bind("kind", kind.name())
                .bindList("ends", Stream.of(ends).map(Status::text).toList())
                .execute());
    }

    /** The reason is gone; the alert's row stays, with the time. */
    public void clear(Kind kind, long processId) {
        database.briefly(handle -> handle.createUpdate(
                        "UPDATE Alert SET ClearedAt = <now> WHERE AlertKey = :key AND ClearedAt IS NULL")
                .bind("key", kind + ":" + processId)
                .execute());
    }
}
