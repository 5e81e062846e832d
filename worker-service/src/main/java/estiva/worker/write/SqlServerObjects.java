package estiva.worker.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** SQL Server resolves names by {@code DB_ID} and {@code OBJECT_ID}; the catalogue says what these lead to. */
final class SqlServerObjects implements CatalogueObjects {

    /**
     * master, tempdb, model and msdb:
     * https://learn.microsoft.com/sql/relational-databases/system-catalog-views/sys-databases-transact-sql
     */
    private static final int LAST_SYSTEM_DATABASE = 4;

    private final Connection connection;

    SqlServerObjects(Connection connection) {
        this.connection = connection;
    }

    private record Database(String name, boolean isHome) {}

    @Override
    public Optional<Found> find(TargetName name, Type type, String shown) throws SQLException, TargetRefused {
        Database database =
                name.database() == null ? new Database(connection.getCatalog(), true) : database(name, shown);
        Optional<Found> found = find(database, name, type);
        // A procedure of the server's own is called in its place, whatever the schema: its name is taken everywhere.
        if (type == Type.PROCEDURE && isServers(name.table())) {
            TablePlace place = new TablePlace(database.name(), "sys", name.table());
            return Optional.of(new Found(place, database.isHome(), true));
        }
        return found;
    }

    private Optional<Found> find(Database database, TargetName name, Type type) throws SQLException {
        String in = TargetVendor.SQL_SERVER.quote(database.name()) + ".";
        String query = """
                SELECT s.name, o.name, o.is_ms_shipped
                  FROM %1$ssys.all_objects o JOIN %1$ssys.schemas s ON s.schema_id = o.schema_id
                 WHERE o.object_id = OBJECT_ID(?) AND (o.type IN (%2$s) OR o.is_ms_shipped = 1)
                """.formatted(in, type == Type.TABLE ? "'U'" : "'P', 'PC'");
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, (database.isHome() ? "" : in) + inSchema(database, name));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                TablePlace place = new TablePlace(database.name(), row.getString(1), row.getString(2));
                return Optional.of(new Found(place, database.isHome(), row.getBoolean(3)));
            }
        }
    }

    private static String inSchema(Database database, TargetName name) {
        String schema = name.schema() == null && !database.isHome() ? "dbo" : name.schema();
        String object = TargetVendor.SQL_SERVER.quote(name.table());
        return schema == null ? object : TargetVendor.SQL_SERVER.quote(schema) + "." + object;
    }

    private Database database(TargetName name, String shown) throws SQLException, TargetRefused {
        String query = """
                SELECT name, database_id, CASE WHEN database_id = DB_ID() THEN 1 ELSE 0 END
                  FROM sys.databases WHERE database_id = DB_ID(?)
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name.database());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new TargetRefused(shown + ": the instance has no database " + name.database());
                }
                if (row.getInt(2) <= LAST_SYSTEM_DATABASE) {
                    throw new TargetRefused(shown + " is in a system database; imports do not write there");
                }
                return new Database(row.getString(1), row.getBoolean(3));
            }
        }
    }

    private boolean isServers(String procedure) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT OBJECT_ID(?)")) {
            statement.setString(1, "[sys]." + TargetVendor.SQL_SERVER.quote(procedure));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getObject(1) != null;
            }
        }
    }
}
