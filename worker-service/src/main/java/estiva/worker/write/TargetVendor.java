package estiva.worker.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What answers at the other end of a connection, as it says itself, and the statements that differ between the two. */
public enum TargetVendor {
    SQL_SERVER {
        @Override
        public String quote(String identifier) {
            return "[" + identifier.replace("]", "]]") + "]";
        }

        @Override
        public String createLike(String table, String columns, String from) {
            return "SELECT " + columns + " INTO " + table + " FROM " + from + " WHERE 1 = 0";
        }

        @Override
        public String update(String target, Map<String, String> columns, String source, String where) {
            return columns.entrySet().stream()
                            .map(it -> it.getKey() + " = " + it.getValue())
                            .collect(Collectors.joining(", ", "UPDATE t SET ", ""))
                    + " FROM " + target + " t JOIN " + source + " s ON " + where;
        }

        @Override
        public String update(String table, String set, String where) {
            return "UPDATE s SET " + set + " FROM " + table + " s WHERE " + where;
        }

        @Override
        public String delete(String table, String where) {
            return "DELETE s FROM " + table + " s WHERE " + where;
        }

        @Override
        public String call(String procedure, String parameter) {
            return "EXEC " + procedure + " @" + parameter + " = ?";
        }

        /** INTERSECT takes NULLs for the same, and the optimizer takes it for a comparison: it seeks and hashes by it. */
        @Override
        public String sameOrBothNull(List<String> ones, List<String> others) {
            return "EXISTS (SELECT " + String.join(", ", ones) + " INTERSECT SELECT " + String.join(", ", others) + ")";
        }

        @Override
        public Optional<String> index(String name, String table, List<String> columns) {
            return Optional.empty();
        }
    },
    OTHER {
        @Override
        public String quote(String identifier) {
            return "\"" + identifier.replace("\"", "\"\"") + "\"";
        }

        @Override
        public String createLike(String table, String columns, String from) {
            return "CREATE TABLE " + table + " AS SELECT " + columns + " FROM " + from + " WHERE 1 = 0";
        }

        @Override
        public String update(String target, Map<String, String> columns, String source, String where) {
            String from = " FROM " + source + " s WHERE " + where + ")";
            return "UPDATE " + target + " t SET (" + String.join(", ", columns.keySet()) + ") = (SELECT "
                    + String.join(", ", columns.values()) + from
                    + " WHERE EXISTS (SELECT 1" + from;
        }

        @Override
        public String update(String table, String set, String where) {
            return "UPDATE " + table + " s SET " + set + " WHERE " + where;
        }

        @Override
        public String delete(String table, String where) {
            return "DELETE FROM " + table + " s WHERE " + where;
        }

        @Override
        public String call(String procedure, String parameter) {
            return "CALL " + procedure + "(?)";
        }

        /** Unlike INTERSECT, which means the same, this walks an index. */
        @Override
        public String sameOrBothNull(List<String> ones, List<String> others) {
            return IntStream.range(0, ones.size())
                    .mapToObj(i -> ones.get(i) + " IS NOT DISTINCT FROM " + others.get(i))
                    .collect(Collectors.joining(" AND "));
        }

        @Override
        public Optional<String> index(String name, String table, List<String> columns) {
            return Optional.of(
                    "CREATE INDEX IF NOT EXISTS " + name + " ON " + table + " (" + String.join(", ", columns) + ")");
        }
    };

    public static TargetVendor of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().startsWith("Microsoft SQL Server")
                ? SQL_SERVER
                : OTHER;
    }

    public abstract String quote(String identifier);

    /** Creates an empty table of the columns' types, without keys, indexes and constraints. */
    public abstract String createLike(String table, String columns, String from);

    /**
     * Gives rows of the target, {@code t}, the columns of the one row of the source, {@code s}, for which the condition
     * holds.
     *
     * @param columns of the target, with what each gets
     */
    public abstract String update(String target, Map<String, String> columns, String source, String where);

    /** Changes the rows {@code s} of one table for which the condition holds. */
    public abstract String update(String table, String set, String where);

    /** Deletes the rows {@code s} of one table for which the condition holds. */
    public abstract String delete(String table, String where);

    public abstract String call(String procedure, String parameter);

    /** Whether expressions are equal one by one, NULL being a value like any other. */
    public abstract String sameOrBothNull(List<String> ones, List<String> others);

    /** What two large tables are joined by, where the server has no hash join: empty on SQL Server. */
    public abstract Optional<String> index(String name, String table, List<String> columns);
}
