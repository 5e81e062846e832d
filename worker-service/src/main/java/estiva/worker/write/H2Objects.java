package estiva.worker.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * H2 compares names with case in its catalogue even where its statements do not, so both ways are tried. Its procedures are
 * aliases; its built-in functions, which a CALL reaches too, are none.
 */
final class H2Objects implements CatalogueObjects {

    private final Connection connection;

    H2Objects(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<Found> find(TargetName name, Type type, String shown) throws SQLException, TargetRefused {
        String home = connection.getCatalog();
        if (name.database() != null && !name.database().equalsIgnoreCase(home)) {
            throw new TargetRefused(shown + " is in another database; only SQL Server reaches those");
        }
        String schema = name.schema() == null ? connection.getSchema() : name.schema();
        List<TablePlace> alike = new ArrayList<>();
        for (TablePlace place : type == Type.TABLE ? tables(home) : procedures(home)) {
            if (place.schema().equals(schema) && place.table().equals(name.table())) {
                return found(place);
            }
            if (place.schema().equalsIgnoreCase(schema) && place.table().equalsIgnoreCase(name.table())) {
                alike.add(place);
            }
        }
        if (alike.size() > 1) {
            throw new TargetRefused(shown + ": " + alike.size() + " differ in case only; write the exact name");
        }
        return alike.isEmpty() ? Optional.empty() : found(alike.get(0));
    }

    private static Optional<Found> found(TablePlace place) {
        return Optional.of(new Found(place, true, place.schema().equals("INFORMATION_SCHEMA")));
    }

    private List<TablePlace> tables(String database) throws SQLException {
        return places(
                database,
                "SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_TYPE = 'BASE TABLE' OR TABLE_SCHEMA = 'INFORMATION_SCHEMA'");
    }

    private List<TablePlace> procedures(String database) throws SQLException {
        return places(database, "SELECT DISTINCT ROUTINE_SCHEMA, ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES");
    }

    private List<TablePlace> places(String database, String query) throws SQLException {
        List<TablePlace> places = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                places.add(new TablePlace(database, row.getString(1), row.getString(2)));
            }
        }
        return places;
    }
}
