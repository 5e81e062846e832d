package estiva.control.process;

import estiva.control.client.VisibleClients;
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
              FROM (SELECT TOP (:most) ProcessID FROM FileControl <dirty> WHERE Status = '<status>' <visible> ORDER BY Status, ProcessID) p
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
        return upTo(most, VisibleClients.ALL);
    }

    /** As {@link #upTo(int)}, of those clients alone; it may have to pass by many processes of others. */
    public Map<String, Long> upTo(int most, VisibleClients clients) {
        Map<String, Long> counts = new TreeMap<>();
        String query = Stream.of(Status.values())
                .map(status -> COUNT_STATUS
                        .replace("<status>", status.text())
                        .replace("<visible>", clients.isAll() ? "" : "AND " + clients.condition("ProcessName")))
                .collect(Collectors.joining(" UNION ALL "));
        database.read(handle -> clients.bind(handle.createQuery(query))
                .bind("most", most)
                .map((row, context) -> counts.put(row.getString("Status"), row.getLong("Processes")))
                .list());
        return counts;
    }
}
