package estiva.control.load;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.process.Claim;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The database sessions of loads. A worker that is paused in the middle of a load keeps its locks, and its successor
 * would wait for them; so each longer load writes down its session, and a rescuer ends exactly that one.
 */
@Singleton
public class LoadSessions {
    private static final Logger LOG = Logger.getLogger(LoadSessions.class);

    private final ControlDatabase database;

    public LoadSessions(ControlDatabase database) {
        this.database = database;
    }

    /** A session: its number comes again, but never with the same begin. */
    public record Session(int id, Instant begun) {}

    /** What became of the sessions that a lost claim had left. */
    public enum Left {
        /** None of them is there any more, or the rescuer ended it. */
        NONE,
        /** One is there, and this login may not end it, or not even read which. */
        STANDING
    }

    /** Writes down which session loads the file; in a transaction of its own, so that everybody sees it while it loads. */
    public void record(Claim claim, long fileId, Session session) {
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE FileParameters SET SessionID = :session, SessionLoginTime = :begun
                         WHERE FileID = :fileId AND Status = 'InProgress' AND Fence = :fence""")
                .bindMethods(claim)
                .bind("session", session.id())
                .bind("begun", session.begun())
                .bind("fileId", fileId)
                .execute());
    }

    /** @return empty if this login may not even see its own session */
    Optional<Session> ownSession(Handle handle) {
        return handle.createQuery(database.vendor().sessions() + " WHERE <key> = "
                        + database.vendor().ownSession())
                .define("key", database.vendor().sessionKey())
                .map(ConstructorMapper.of(Session.class))
                .findOne();
    }

    /**
     * Ends what is left of the loads of a claim that was taken from its worker.
     *
     * @param fence of the lost claim: the sessions of others are left alone
     */
    public Left endThoseOf(long processId, long fence) {
        try {
            Left left = Left.NONE;
            for (Session session : recorded(processId, fence)) {
                if (isThere(session) && !end(session)) {
                    left = Left.STANDING;
                }
            }
            return left;
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            // Without READ_COMMITTED_SNAPSHOT the session may hold the very row that names it.
            return Left.STANDING;
        }
    }

    private List<Session> recorded(long processId, long fence) {
        return database.briefly(handle -> handle.createQuery("""
                        SELECT SessionID AS Id, SessionLoginTime AS Begun FROM FileParameters
                         WHERE ProcessID = :processId AND Fence = :fence AND SessionID > 0
                           AND Status IN ('Pending', 'InProgress')""")
                .bind("processId", processId)
                .bind("fence", fence)
                .map(ConstructorMapper.of(Session.class))
                .list());
    }

    private boolean isThere(Session session) {
        return database.look(handle -> handle.createQuery(database.vendor().sessions() + " WHERE <key> = :id")
                .define("key", database.vendor().sessionKey())
                .bind("id", session.id())
                .map(ConstructorMapper.of(Session.class))
                .list()
                .contains(session));
    }

    private boolean end(Session session) {
        try {
            database.look(handle -> {
                handle.execute(database.vendor().endSession(session.id()));
                return null;
            });
            return true;
        } catch (JdbiException e) {
            LOG.debugf(e, "Session %d cannot be ended", session.id());
            return !isThere(session);
        }
    }
}
