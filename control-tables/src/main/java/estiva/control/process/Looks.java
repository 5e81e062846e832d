package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.process.Claims.Assignment;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** A worker's look at the tables: all that may concern it, in one statement, since idle workers do little else. */
@Singleton
public class Looks {
    private static final String LOOK =
            "SELECT " + Claims.COLUMNS + ", CAST(NULL AS BIGINT) AS InspectionID FROM FileControl <skipLocked>"
                    + Claims.ASSIGNED + " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, MIN(InspectionID)"
                    + " FROM Inspection <skipLocked> WHERE StartedAt IS NULL";

    private final ControlDatabase database;

    public Looks(ControlDatabase database) {
        this.database = database;
    }

    /**
     * @param assignments what runs at the worker by the tables
     * @param inspectionId the oldest question about a file that no worker has taken
     */
    public record Look(List<Assignment> assignments, OptionalLong inspectionId) {}

    /** What somebody else holds is not among it, and is seen by a later look: nothing is lost for not being seen by one. */
    public Look look(long workerId) {
        return database.look(handle -> look(handle, workerId));
    }

    private static Look look(Handle handle, long workerId) {
        List<Assignment> assignments = new ArrayList<>();
        long[] inspectionId = {0};
        handle.createQuery(LOOK)
                .bind("workerId", workerId)
                .map((row, context) -> {
                    long processId = row.getLong("ProcessID");
                    if (row.wasNull()) {
                        inspectionId[0] = row.getLong("InspectionID");
                        return false;
                    }
                    return assignments.add(new Assignment(
                            processId,
                            row.getString("ProcessName"),
                            row.getLong("WorkerID"),
                            row.getLong("Fence"),
                            row.getString("ImportName"),
                            row.getInt("CancelRequested") == 1));
                })
                .list();
        return new Look(assignments, inspectionId[0] == 0 ? OptionalLong.empty() : OptionalLong.of(inspectionId[0]));
    }
}
