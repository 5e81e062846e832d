package estiva.worker.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

        @Override
        public String sameOrBothNull(String one, String other) {
            return "(" + one + " = " + other + " OR " + one + " IS NULL AND " + other + " IS NULL)";
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

        /** Unlike the other way to write it, this walks an index. */
        @Override
        public String sameOrBothNull(String one, String other) {
            return one + " IS NOT DISTINCT FROM " + other;
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

    public abstract String sameOrBothNull(String one, String other);

    /** What two large tables are joined by, where the server has no hash join: empty on SQL Server. */
    public abstract Optional<String> index(String name, String table, List<String> columns);
}
