package estiva.worker;

import estiva.control.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of a test class's own for the tables that are loaded into: there from its first test to its last. */
public final class TargetDatabase implements BeforeAllCallback, AfterAllCallback {

    private TestDatabase database;

    @Override
    public void beforeAll(ExtensionContext context) {
        database = TestDatabase.create();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.close();
    }

    public static boolean isSqlServer() {
        return TestDatabase.isSqlServer();
    }

    public String name() {
        return database.name();
    }

    public javax.sql.DataSource dataSource() {
        return database.dataSource();
    }

    public String url() {
        return database.url();
    }

    public String username() {
        return database.username();
    }

    public String password() {
        return database.password();
    }

    /** A connection that no pool knows, for the caller to close. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    public void run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Drops a table if it is there, and creates it; type names are SQL Server's. */
    public void createTable(String table, String columns) throws SQLException {
        run(
                "DROP TABLE IF EXISTS " + table,
                "CREATE TABLE " + table + " ("
                        + (isSqlServer() ? columns : columns.replace("DATETIMEOFFSET", "TIMESTAMP(7) WITH TIME ZONE"))
                        + ")");
    }

    /** Rows as texts, columns parted by a bar, as another transaction sees them. */
    public List<String> rows(String query) throws SQLException {
        try (Connection connection = connect()) {
            return rows(connection, query);
        }
    }

    public static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join("|", row).toLowerCase(Locale.ROOT));
            }
        }
        return rows;
    }
}
