package estiva.worker.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** SQL Server resolves names by {@code DB_ID} and {@code OBJECT_ID}; the catalogue says what these lead to. */
final class SqlServerObjects implements CatalogueObjects {

    /** https://learn.microsoft.com/sql/relational-databases/databases/system-databases */
    private static final Set<String> SYSTEM_DATABASES = Set.of("master", "tempdb", "model", "msdb");

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

    /**
     * By the name that the server has for it: in Azure DB_ID need not be the id that sys.databases has
     * (https://learn.microsoft.com/sql/t-sql/functions/db-id-transact-sql).
     */
    private Database database(TargetName name, String shown) throws SQLException, TargetRefused {
        String query = """
                SELECT name, CASE WHEN name = DB_NAME() THEN 1 ELSE 0 END
                  FROM sys.databases WHERE name = DB_NAME(DB_ID(?))
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name.database());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new TargetRefused(shown + ": the instance has no database " + name.database());
                }
                Database found = new Database(row.getString(1), row.getBoolean(2));
                if (SYSTEM_DATABASES.contains(found.name().toLowerCase(Locale.ROOT))) {
                    throw new TargetRefused(shown + " is in a system database; imports do not write there");
                }
                return found;
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
