package estiva.control.process;

import estiva.control.database.ControlDatabase;
import java.util.Collection;
import java.util.List;

/** A worker's sign of life: its own row and all its leases, renewed together. */
public class Leases {
    private final ControlDatabase database;

    /** @param database over a pool of its own, so that no load keeps a heartbeat waiting for a connection */
    public Leases(ControlDatabase database) {
        this.database = database;
    }

    /**
     * Renews the worker's row and the leases of the claims, on the database's clock, each guarded by owner and fence and
     * not by LeaseUntil: a live worker takes a lapsed lease back unless it was rescued.
     *
     * @param claims of this worker
     * @return what still runs at the worker; a claim that is not in it is lost
     */
    public List<Claims.Assignment> renew(long workerId, long leaseMillis, Collection<Claim> claims) {
        return database.inTransaction(handle -> {
            handle.createUpdate("UPDATE Worker SET HeartbeatAt = <now> WHERE WorkerID = :workerId")
                    .bind("workerId", workerId)
                    .execute();
            for (List<Claim> part : HeldClaims.parts(claims)) {
                HeldClaims.bind(
                                handle.createUpdate("UPDATE FileControl"
                                        + " SET LeaseUntil = DATEADD(MILLISECOND, :leaseMillis, <now>) WHERE <held>"),
                                part)
                        .bind("leaseMillis", leaseMillis)
                        .execute();
            }
            return Claims.assignments(handle.createQuery(Claims.ASSIGNMENTS), workerId);
        });
    }
}
