package estiva.system;

import estiva.system.FaultRecord.Trouble;
import estiva.system.FaultRecord.WorkerKill;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * When each process began and stopped to run, by ProcessLog: each line commits with the change that it tells of, and in
 * the order of the row locks, so the order of LogID is the order of the changes of one process and of one client.
 */
final class ProcessHistory {

    private static final String LOG = """
            SELECT l.ProcessID, p.ProcessName, l.Message, l.LogTime
              FROM ProcessLog l JOIN FileControl p ON p.ProcessID = l.ProcessID ORDER BY l.LogID""";
    private static final List<String> STOPS = List.of("Pending:", "Completed", "Failed", "Cancelled");

    private final List<Line> lines;
    private final List<String> twiceAtOnce = new ArrayList<>();
    private final List<String> clientsTwiceAtOnce = new ArrayList<>();
    private long rescues;

    private record Line(long processId, String client, String message, LocalDateTime at) {
        boolean isStart() {
            return message.startsWith("Assigned to ");
        }

        boolean isStop() {
            return STOPS.stream().anyMatch(message::startsWith);
        }
    }

    /** How long after a kill the process ran elsewhere; undisturbed if the database and a dispatcher were well. */
    record Recovery(Duration time, boolean isUndisturbed) {}

    private ProcessHistory(List<Line> lines) {
        this.lines = lines;
    }

    static ProcessHistory read(Sql sql) throws SQLException {
        ProcessHistory history = new ProcessHistory(sql.rows(
                row -> new Line(
                        row.getLong(1),
                        row.getString(2).strip().toLowerCase(Locale.ROOT),
                        row.getString(3),
                        row.getObject(4, LocalDateTime.class)),
                LOG));
        history.replay();
        return history;
    }

    private void replay() {
        Map<String, Set<Long>> running = new HashMap<>();
        for (Line line : lines) {
            Set<Long> ofClient = running.computeIfAbsent(line.client(), client -> new HashSet<>());
            if (line.isStart()) {
                if (!ofClient.add(line.processId())) {
                    twiceAtOnce.add(line.toString());
                } else if (ofClient.size() > 1) {
                    clientsTwiceAtOnce.add(line + " beside " + ofClient);
                }
            } else if (line.isStop()) {
                ofClient.remove(line.processId());
            }
            if (line.message().contains("rescued, the lease")) {
                rescues++;
            }
        }
    }

    /** Starts of a process that had not stopped. */
    List<String> twiceAtOnce() {
        return twiceAtOnce;
    }

    /** Starts of a process while another one of its client had not stopped. */
    List<String> clientsTwiceAtOnce() {
        return clientsTwiceAtOnce;
    }

    long rescues() {
        return rescues;
    }

    /** @param rescuers one of which must have been well from a lease before the kill on: until then it only looks */
    List<Recovery> recoveries(
            List<WorkerKill> kills, List<Trouble> troubles, List<ChaosService> rescuers, Duration lease) {
        List<Recovery> recoveries = new ArrayList<>();
        for (WorkerKill kill : kills) {
            for (long processId : kill.processIds()) {
                LocalDateTime again = again(processId, kill.at());
                if (again != null) {
                    boolean isUndisturbed = rescuers.stream()
                            .anyMatch(rescuer -> troubles.stream()
                                    .filter(trouble -> trouble.befell(rescuer))
                                    .noneMatch(it -> it.from().isBefore(again)
                                            && it.to().plus(lease).isAfter(kill.at())));
                    recoveries.add(new Recovery(Duration.between(kill.at(), again), isUndisturbed));
                }
            }
        }
        return recoveries;
    }

    /** Null: it was cancelled, or had ended a moment before the kill. */
    private LocalDateTime again(long processId, LocalDateTime killed) {
        return lines.stream()
                .filter(line -> line.processId() == processId && line.at().isAfter(killed))
                .filter(line ->
                        line.isStart() || line.isStop() && !line.message().startsWith("Pending:"))
                .findFirst()
                .filter(Line::isStart)
                .map(Line::at)
                .orElse(null);
    }
}
