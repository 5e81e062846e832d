package estiva.system;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks straight into the database, each time over a new connection, so that it survives what is done to it. */
public record Sql(RunningDatabase database) {

    /** What one row becomes. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = database.connect()) {
            for (String statement : statements) {
                try (PreparedStatement sql = connection.prepareStatement(statement)) {
                    sql.execute();
                }
            }
        }
    }

    public <T> List<T> rows(RowReader<T> reader, String query, Object... arguments) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement sql = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                sql.setObject(i + 1, arguments[i]);
            }
            try (ResultSet row = sql.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            }
        }
    }

    /** All columns of all rows. */
    public List<List<Object>> rows(String query, Object... arguments) throws SQLException {
        return rows(
                row -> {
                    ResultSetMetaData columns = row.getMetaData();
                    List<Object> values = new ArrayList<>();
                    for (int i = 1; i <= columns.getColumnCount(); i++) {
                        values.add(row.getObject(i));
                    }
                    return values;
                },
                query,
                arguments);
    }

    /** As {@link #number}, where nothing can be done about an error. */
    long first(String query) {
        try {
            return number(query);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    public long number(String query, Object... arguments) throws SQLException {
        return rows(row -> row.getLong(1), query, arguments).get(0);
    }
}
