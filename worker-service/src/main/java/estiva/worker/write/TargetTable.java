package estiva.worker.write;

import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table to load, found in the catalogue.
 *
 * @param isHome whether it is in the connection's own database
 */
public record TargetTable(
        TablePlace place, boolean isHome, List<TargetColumn> columns, TableTraits traits, TargetVendor vendor) {

    public TargetTable {
        columns = List.copyOf(columns);
    }

    public TargetTable with(TableTraits others) {
        return new TargetTable(place, isHome, columns, others, vendor);
    }

    /** As messages show it. */
    public String name() {
        return isHome ? place.toString() : place.database() + "." + place;
    }

    /** As statements write it. */
    public String quoted() {
        return (isHome ? "" : vendor.quote(place.database()) + ".") + vendor.quote(place.schema()) + "."
                + vendor.quote(place.table());
    }

    /** Whether two names, both as {@link #quoted} writes them, are of tables in one database. */
    public static boolean areInOneDatabase(String one, String other) {
        try {
            return Objects.equals(
                    TargetName.parse(one).database(), TargetName.parse(other).database());
        } catch (TargetRefused e) {
            return false;
        }
    }

    /**
     * @param client whose file is loaded; null: nobody's
     * @throws TargetRefused when the table does not exist, or is none that an import may write
     */
    public static TargetTable find(Connection connection, String target, String client)
            throws SQLException, TargetRefused {
        return new Catalogue(connection).table(target, client);
    }

    /** The column of that name, compared as the catalogue does: an exact match wins over one in another case. */
    public Optional<TargetColumn> column(String wanted) {
        Optional<TargetColumn> exact =
                columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
        return exact.or(() ->
                columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).findFirst());
    }
}
