package estiva.control.process;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many processes there are. */
@Singleton
public class StatusCounts {
    private static final String COUNT_STATUS = """
            SELECT '<status>' AS Status, COUNT(*) AS Processes
              FROM (SELECT TOP (:most) ProcessID FROM FileControl <dirty> WHERE Status = '<status>' ORDER BY Status, ProcessID) p
            """;

    private final ControlDatabase database;

    public StatusCounts(ControlDatabase database) {
        this.database = database;
    }

    /**
     * How many processes there are in each state, counted no further than {@code most}: a state with as many may have
     * more. Reads nothing but IX_FileControl_Status, and of each state no more than that, whatever the tables hold.
     */
    public Map<String, Long> upTo(int most) {
        Map<String, Long> counts = new TreeMap<>();
        String query = Stream.of(Status.values())
                .map(status -> COUNT_STATUS.replace("<status>", status.text()))
                .collect(Collectors.joining(" UNION ALL "));
        database.read(handle -> handle.createQuery(query)
                .bind("most", most)
                .map((row, context) -> counts.put(row.getString("Status"), row.getLong("Processes")))
                .list());
        return counts;
    }
}
