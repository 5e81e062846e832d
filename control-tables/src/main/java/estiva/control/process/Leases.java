package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** A worker's sign of life: its own row and all its leases, renewed together. */
public class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);
    /** For each claim for itself: even if all of them are locked, the heartbeat is over before the next one is due. */
    private static final Duration EACH = Duration.ofMillis(50);

    private final ControlDatabase database;

    /** @param database over a pool of its own, so that no load keeps a heartbeat waiting for a connection */
    public Leases(ControlDatabase database) {
        this.database = database;
    }

    public List<Claims.Assignment> renew(long workerId, long leaseMillis, Collection<Claim> claims) {
        return renew(workerId, leaseMillis, claims, claim -> {});
    }

    /**
     * Renews the worker's row and the leases of the claims, on the database's clock, each guarded by owner and fence and
     * not by LeaseUntil: a live worker takes a lapsed lease back unless it was rescued.
     *
     * @param claims of this worker
     * @param locked told of each claim that was neither renewed nor lost: somebody else, perhaps a script, holds its row
     * @return what still runs at the worker; a claim that is not in it, and is not locked, is lost
     */
    public List<Claims.Assignment> renew(
            long workerId, long leaseMillis, Collection<Claim> claims, Consumer<Claim> locked) {
        try {
            return database.briefly(handle -> {
                beat(handle, workerId);
                HeldClaims.parts(claims).forEach(part -> renew(handle, leaseMillis, part));
                return assignments(handle, workerId);
            });
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            LOG.debugf(e, "Of %d leases and their worker, one is locked", claims.size());
            return renewEach(workerId, leaseMillis, claims, locked);
        }
    }

    /** One that is locked does not let the others lapse. */
    private List<Claims.Assignment> renewEach(
            long workerId, long leaseMillis, Collection<Claim> claims, Consumer<Claim> locked) {
        isDone(handle -> beat(handle, workerId));
        for (Claim claim : claims) {
            if (!isDone(handle -> renew(handle, leaseMillis, List.of(claim)))) {
                locked.accept(claim);
            }
        }
        return database.look(handle -> assignments(handle, workerId));
    }

    private boolean isDone(Consumer<Handle> work) {
        try {
            return database.briefly(EACH, handle -> {
                work.accept(handle);
                return true;
            });
        } catch (RuntimeException e) {
            if (!DatabaseErrors.isConflict(e)) {
                throw e;
            }
            return false;
        }
    }

    private static void beat(Handle handle, long workerId) {
        handle.createUpdate("UPDATE Worker SET HeartbeatAt = <now> WHERE WorkerID = :workerId")
                .bind("workerId", workerId)
                .execute();
    }

    private static void renew(Handle handle, long leaseMillis, List<Claim> claims) {
        HeldClaims.bind(
                        handle.createUpdate("UPDATE FileControl"
                                + " SET LeaseUntil = DATEADD(MILLISECOND, :leaseMillis, <now>) WHERE <held>"),
                        claims)
                .bind("leaseMillis", leaseMillis)
                .execute();
    }

    /**
     * Dirty, so that it waits for nobody: of a claim that was just renewed, this transaction holds the row. It walks
     * IX_FileControl_Worker without a lock, and so is no part of a deadlock.
     */
    private static List<Claims.Assignment> assignments(Handle handle, long workerId) {
        return Claims.assignments(
                handle.createQuery("SELECT " + Claims.COLUMNS + " FROM FileControl <dirty>" + Claims.ASSIGNED),
                workerId);
    }
}
