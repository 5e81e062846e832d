package estiva.system;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every source row against the target, and every file against its ledger and its log, after all is over.
 *
 * @param rows in the sources of the files that are Completed
 * @param lost rows of Completed files that are not in the target
 * @param doubled rows that are in the target more than once
 * @param strays rows in the target of files that are not Completed, or that no source has
 * @param publications files whose ledger or log does not say exactly once that they were loaded
 * @param complaints what of this went wrong, by file
 */
record Reconciliation(
        int files,
        int completedFiles,
        long rows,
        long lost,
        long doubled,
        long strays,
        int publications,
        List<String> complaints) {

    private static final String TARGET = """
            SELECT ProcessNo, FileNo, Client, COUNT(*), COUNT(DISTINCT RowNo), MIN(RowNo), MAX(RowNo)
              FROM ChaosRow GROUP BY ProcessNo, FileNo, Client""";

    private record Loaded(String client, long rows, long distinct, int first, int last) {}

    private record FileState(long fileId, long processId, String fileName, String status, long rowsLoaded) {}

    /** @param answered what was registered, by number: all of it must be there, and once */
    static Reconciliation of(Sql sql, Map<Integer, ChaosProcess> answered, long seed) throws SQLException {
        return new Reckoning(sql, seed).reckon(answered);
    }

    boolean isClean() {
        return lost == 0 && doubled == 0 && strays == 0 && publications == 0 && complaints.isEmpty();
    }

    private static final class Reckoning {
        private final long seed;
        private final Map<String, Loaded> target = new HashMap<>();
        private final List<FileState> states;
        private final Map<Long, Long> ledger;
        private final Map<Long, Long> log;
        private final List<String> complaints = new ArrayList<>();
        private int completed;
        private int publications;
        private long rows;
        private long lost;
        private long doubled;
        private long strays;

        Reckoning(Sql sql, long seed) throws SQLException {
            this.seed = seed;
            sql.rows(this::note, TARGET);
            states = sql.rows(
                    row -> new FileState(
                            row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getLong(5)),
                    "SELECT FileID, ProcessID, FileName, Status, RowsLoaded FROM FileParameters ORDER BY FileID");
            ledger = counts(sql, "SELECT FileID, COUNT(*) FROM LoadedFile GROUP BY FileID");
            log = counts(sql, "SELECT FileID, COUNT(*) FROM FileLog WHERE Message LIKE 'Loaded %' GROUP BY FileID");
        }

        /** Rows of one file for two clients are kept apart. */
        private Loaded note(ResultSet row) throws SQLException {
            String file = row.getInt(1) + "/" + row.getInt(2);
            String client = row.getString(3);
            Loaded loaded = new Loaded(client, row.getLong(4), row.getLong(5), row.getInt(6), row.getInt(7));
            return target.put(target.containsKey(file) ? file + "/" + client : file, loaded);
        }

        private static Map<Long, Long> counts(Sql sql, String query) throws SQLException {
            Map<Long, Long> counts = new HashMap<>();
            sql.rows(row -> counts.put(row.getLong(1), row.getLong(2)), query);
            return counts;
        }

        Reconciliation reckon(Map<Integer, ChaosProcess> answered) {
            Map<String, FileState> byName = new HashMap<>();
            for (FileState state : states) {
                if (byName.put(state.fileName(), state) != null) {
                    complaints.add(state.fileName() + " is registered twice");
                }
                reckon(state, source(state));
            }
            for (ChaosProcess process : answered.values()) {
                for (ChaosFile file : process.files()) {
                    if (!byName.containsKey(file.name())) {
                        complaints.add(file.name() + " was registered and is not there");
                        lost += file.rows();
                    }
                }
            }
            target.forEach((key, loaded) -> {
                strays += loaded.rows();
                complaints.add("rows of " + key + " without a file: " + loaded);
            });
            return new Reconciliation(
                    states.size(), completed, rows, lost, doubled, strays, publications, List.copyOf(complaints));
        }

        private ChaosFile source(FileState state) {
            String[] numbers =
                    state.fileName().replaceAll("[^0-9]+", " ").strip().split(" ");
            ChaosProcess process = ChaosProcess.of(seed, Integer.parseInt(numbers[0]));
            return process.files().get(Integer.parseInt(numbers[1]) - 1);
        }

        private void reckon(FileState state, ChaosFile source) {
            Loaded loaded = target.remove(source.process() + "/" + source.file());
            long there = loaded == null ? 0 : loaded.rows();
            long distinct = loaded == null ? 0 : loaded.distinct();
            boolean isCompleted = state.status().equals("Completed");
            boolean isRight = isCompleted
                    ? loaded != null
                            && there == source.rows()
                            && distinct == there
                            && loaded.first() == 1
                            && loaded.last() == source.rows()
                            && loaded.client().equals(source.client())
                            && state.rowsLoaded() == there
                    : there == 0;
            if (isCompleted) {
                completed++;
                rows += source.rows();
                lost += Math.max(0, source.rows() - distinct);
                doubled += there - distinct;
            } else {
                strays += there;
            }
            if (!isRight) {
                complaints.add(source + " is " + state + ", in the target: " + loaded);
            }
            long expected = isCompleted ? 1 : 0;
            if (ledger.getOrDefault(state.fileId(), 0L) != expected
                    || log.getOrDefault(state.fileId(), 0L) != expected) {
                publications++;
                complaints.add(state + " is in the ledger " + ledger.get(state.fileId())
                        + " times and 'Loaded' in its log " + log.get(state.fileId()) + " times");
            }
        }
    }
}
