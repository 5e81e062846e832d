package estiva.worker;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A database of a test class's own: on the SQL Server of the profile {@code sqlserver}, else H2 in memory. */
public final class TestDatabase implements AutoCloseable {

    private final String name = "load_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    public TestDatabase() {
        if (isSqlServer()) {
            administer("CREATE DATABASE " + name);
        }
    }

    public static boolean isSqlServer() {
        return System.getProperty("quarkus.test.profile", "").contains("sqlserver");
    }

    public String name() {
        return name;
    }

    public Connection connect() throws SQLException {
        if (isSqlServer()) {
            return server(name);
        }
        return DriverManager.getConnection("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;MODE=MSSQLServer;"
                + "DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;TIME ZONE=UTC");
    }

    public void run(String... statements) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Drops a table if it is there, and creates it; type names are SQL Server's. */
    public void createTable(String table, String columns) throws SQLException {
        run("DROP TABLE IF EXISTS " + table, "CREATE TABLE " + table + " (" + (isSqlServer()
                ? columns
                : columns.replace("DATETIMEOFFSET", "TIMESTAMP(7) WITH TIME ZONE")) + ")");
    }

    /** Rows as texts, columns parted by a bar, as another transaction sees them. */
    public List<String> rows(String query) throws SQLException {
        try (Connection connection = connect()) {
            return rows(connection, query);
        }
    }

    public static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery(query)) {
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

    @Override
    public void close() throws SQLException {
        if (isSqlServer()) {
            administer("DROP DATABASE " + name);
        } else {
            run("SHUTDOWN");
        }
    }

    private static void administer(String sql) {
        try (Connection connection = server(null); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed at QUARKUS_DATASOURCE_JDBC_URL", e);
        }
    }

    private static Connection server(String database) throws SQLException {
        String url = environment("QUARKUS_DATASOURCE_JDBC_URL");
        String user = environment("QUARKUS_DATASOURCE_USERNAME");
        String password = environment("QUARKUS_DATASOURCE_PASSWORD");
        String own = database == null ? url : url.replaceAll("(?i);databaseName=[^;]*", "") + ";databaseName=" + database;
        own += ";sendTemporalDataTypesAsStringForBulkCopy=false";
        return DriverManager.getConnection(own, user, password);
    }

    private static String environment(String variable) {
        String value = System.getenv(variable);
        if (value == null) {
            throw new IllegalStateException("the profile sqlserver needs the environment variable " + variable);
        }
        return value;
    }
}
