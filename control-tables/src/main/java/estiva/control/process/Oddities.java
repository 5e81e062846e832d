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

    public Found look() {
        return database.read(handle -> handle.createQuery("""
                        SELECT CASE WHEN EXISTS (
                                    SELECT 1 FROM FileControl p
                                     WHERE p.WorkerID > 0 AND p.Status = 'InProgress' AND p.LeaseUntil < <now>)
                               THEN 1 ELSE 0 END AS Lapsed,
                               CASE WHEN EXISTS (
                                    SELECT 1 FROM Client c LEFT JOIN FileControl p ON p.ProcessID = c.RunningProcessID
                                     WHERE c.RunningProcessID > 0 AND (p.Status IS NULL OR p.Status <> 'InProgress'))
                               THEN 1 ELSE 0 END AS Stuck,
                               CASE WHEN EXISTS (
                                    SELECT 1 FROM FileControl p WHERE p.Tracking = 0 AND p.Status = 'Pending')
                               THEN 1 ELSE 0 END AS Strangers,
                               CASE WHEN EXISTS (
                                    SELECT 1 FROM FileParameters f WHERE f.Tracking = 2 AND f.Status = 'Pending')
                                      OR EXISTS (
                                    SELECT 1 FROM FileParameters f JOIN FileControl p ON p.ProcessID = f.ProcessID
                                     WHERE f.Tracking = 0 AND f.Status = 'Pending' AND p.Tracking > 0)
                                      OR EXISTS (
                                    SELECT 1 FROM FileControl p WHERE p.Tracking = 2 AND p.Status = 'Pending')
                               THEN 1 ELSE 0 END AS Reopened,
                               CASE WHEN EXISTS (<endedProcess> 'Completed') OR EXISTS (<endedProcess> 'Failed')
                                      OR EXISTS (<endedProcess> 'Cancelled') OR EXISTS (<endedFile> 'Completed')
                                      OR EXISTS (<endedFile> 'Failed') OR EXISTS (<endedFile> 'Cancelled')
                               THEN 1 ELSE 0 END AS Unsettled""")
                .define("endedProcess", "SELECT 1 FROM FileControl p WHERE p.Tracking = 1 AND p.Status =")
                .define("endedFile", "SELECT 1 FROM FileParameters f WHERE f.Tracking = 1 AND f.Status =")
                .map(ConstructorMapper.of(Found.class))
                .one());
    }
}
