package estiva.control.process;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** One look, each part a seek, whether there is anything to set right: on most days there is not. */
@Singleton
public class Oddities {
    private final ControlDatabase database;

    public Oddities(ControlDatabase database) {
        this.database = database;
    }

    /**
     * What there is to set right.
     *
     * @param lapsed leases that are over: {@link Rescue#rescueLapsed}
     * @param stuck clients that are held by a process that does not run: {@link Rescue#freeClients}
     * @param strangers processes that others inserted: {@link Adoption#strangers}
     * @param reopened ended processes that others set back: {@link Adoption#reopened}
     * @param unsettled processes and files that others ended: {@link Adoption#settle}
     */
    public record Found(boolean lapsed, boolean stuck, boolean strangers, boolean reopened, boolean unsettled) {}

    /**
     * Dirty: a locked row delays neither this look nor every rescue, adoption and freeing that follows it. What is found is looked
     * at once more, each by a guarded statement.
     */
    public Found look() {
        return database.look(handle -> handle.createQuery("""
                        SELECT CASE WHEN EXISTS (
                                    SELECT 1 FROM FileControl p <dirty>
                                     WHERE p.WorkerID > 0 AND p.Status = 'InProgress' AND p.LeaseUntil < <now>)
                               THEN 1 ELSE 0 END AS Lapsed,
                               CASE WHEN EXISTS (
                                    SELECT 1 FROM Client c <dirty>
                                      LEFT JOIN FileControl p <dirty> ON p.ProcessID = c.RunningProcessID
                                     WHERE c.RunningProcessID > 0 AND (p.Status IS NULL OR p.Status <> 'InProgress'))
                               THEN 1 ELSE 0 END AS Stuck,
                               CASE WHEN EXISTS (
                                    SELECT 1 FROM FileControl p <dirty> WHERE p.Tracking = 0 AND p.Status = 'Pending')
                               THEN 1 ELSE 0 END AS Strangers,
                               CASE WHEN EXISTS (
                                    SELECT 1 FROM FileParameters f <dirty> WHERE f.Tracking = 2 AND f.Status = 'Pending')
                                      OR EXISTS (
                                    SELECT 1 FROM FileParameters f <dirty>
                                      JOIN FileControl p <dirty> ON p.ProcessID = f.ProcessID
                                     WHERE f.Tracking = 0 AND f.Status = 'Pending' AND p.Tracking > 0)
                                      OR EXISTS (
                                    SELECT 1 FROM FileControl p <dirty> WHERE p.Tracking = 2 AND p.Status = 'Pending')
                               THEN 1 ELSE 0 END AS Reopened,
                               CASE WHEN EXISTS (SELECT 1 FROM FileControl p <dirty> WHERE <ended> 'Completed')
                                      OR EXISTS (SELECT 1 FROM FileControl p <dirty> WHERE <ended> 'Failed')
                                      OR EXISTS (SELECT 1 FROM FileControl p <dirty> WHERE <ended> 'Cancelled')
                                      OR EXISTS (SELECT 1 FROM FileParameters f <dirty> WHERE <ended> 'Completed')
                                      OR EXISTS (SELECT 1 FROM FileParameters f <dirty> WHERE <ended> 'Failed')
                                      OR EXISTS (SELECT 1 FROM FileParameters f <dirty> WHERE <ended> 'Cancelled')
                               THEN 1 ELSE 0 END AS Unsettled""")
                .define("ended", "Tracking = 1 AND Status =")
                .map(ConstructorMapper.of(Found.class))
                .one());
    }
}
