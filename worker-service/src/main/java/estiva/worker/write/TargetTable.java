package estiva.worker.write;

import estiva.worker.convert.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A table to load, found in the catalogue.
 *
 * @param name as messages show it
 * @param schemaPrefix what statements write before the name of a table in the same schema, every part quoted
 * @param hasTriggers whether an INSERT does more than insert
 */
public record TargetTable(
        String name,
        TablePlace place,
        String schemaPrefix,
        List<TargetColumn> columns,
        boolean hasTriggers,
        Vendor vendor) {

    public TargetTable {
        columns = List.copyOf(columns);
    }

    /** As statements write it. */
    public String quoted() {
        return schemaPrefix + vendor.quote(place.table());
    }

    /** @throws TargetRefused when the table does not exist, or is none that an import may write */
    public static TargetTable find(Connection connection, String target) throws SQLException, TargetRefused {
        return new Catalogue(connection).find(target);
    }

    /** The column of that name, compared as the catalogue does: an exact match wins over one in another case. */
    public Optional<TargetColumn> column(String wanted) {
        Optional<TargetColumn> exact = columns.stream().filter(c -> c.name().equals(wanted)).findFirst();
        return exact.or(() -> columns.stream().filter(c -> c.name().equalsIgnoreCase(wanted)).findFirst());
    }
}
