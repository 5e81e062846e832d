package estiva.worker.write;

import estiva.control.database.ControlObjects;
import estiva.control.load.StagingTable;
import estiva.worker.write.CatalogueObjects.Found;
import estiva.worker.write.CatalogueObjects.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The database's own account of its tables and procedures, and which of them imports do not reach. */
final class Catalogue {

    private final Connection connection;
    private final TargetVendor vendor;
    private final CatalogueObjects objects;

    Catalogue(Connection connection) throws SQLException {
        this.connection = connection;
        vendor = TargetVendor.of(connection);
        objects = CatalogueObjects.of(connection, vendor);
    }

    /**
     * @param client whose file is loaded; null: nobody's
     * @throws TargetRefused when there is no such table, or none that an import may write
     */
    TargetTable table(String target, String client) throws SQLException, TargetRefused {
        TargetName name = TargetName.parse(target);
        String shown = "target '" + target + "'";
        Found found = objects.find(name, Type.TABLE, shown).orElse(null);
        if (found == null) {
            throw new TargetRefused(shown + ": there is no table " + name.table() + " in schema " + schema(name)
                    + "; create it: imports never create tables");
        }
        TablePlace place = found.place();
        if (isReserved(found) && !ControlObjects.isCheckedBy(client, place.table())) {
            throw new TargetRefused(shown + " is a table of Estiva or of the server; imports do not write it");
        }
        return new TargetTable(
                place,
                found.isHome(),
                ColumnCatalogue.of(connection, vendor).columns(place.database(), place.schema(), place.table()),
                TraitsCatalogue.of(connection, vendor, place, shown),
                vendor);
    }

    /**
     * @return the procedure as statements write it
     * @throws TargetRefused when there is no such procedure, or none that an import may call
     */
    String procedure(String wanted, AllowedObjects allowed) throws SQLException, TargetRefused {
        TargetName name = TargetName.parse(wanted);
        String shown = "procedure " + wanted;
        Found found = objects.find(name, Type.PROCEDURE, shown).orElse(null);
        if (found == null) {
            throw new TargetRefused(shown + " is not in schema " + schema(name)
                    + ", or the worker's login may not see it; create it, or grant EXECUTE on it");
        }
        if (isReserved(found)) {
            throw new TargetRefused(shown + " is one of Estiva or of the server; imports do not call it");
        }
        TablePlace place = found.place();
        allowed.checkProcedure(connection, place, found.isHome());
        String inSchema = vendor.quote(place.schema()) + "." + vendor.quote(place.table());
        return found.isHome() ? inSchema : vendor.quote(place.database()) + "." + inSchema;
    }

    private String schema(TargetName name) throws SQLException {
        if (name.schema() != null) {
            return name.schema();
        }
        return name.database() == null ? connection.getSchema() : "dbo";
    }

    private boolean isReserved(Found found) throws SQLException, TargetRefused {
        String name = found.place().table();
        return found.isServers()
                || StagingTable.isOne(name)
                || isControlSchema(found)
                        && (ControlObjects.contains(name) || name.regionMatches(true, 0, "flyway_", 0, 7));
    }

    /**
     * Where this installation's control tables are, and where another one's are on the same server. A client's own table
     * Client elsewhere is free to be loaded.
     */
    private boolean isControlSchema(Found found) throws SQLException, TargetRefused {
        TablePlace place = found.place();
        boolean isHome = found.isHome()
                && (place.schema().equalsIgnoreCase(connection.getSchema())
                        || place.schema().equalsIgnoreCase("dbo"));
        if (isHome) {
            return true;
        }
        TargetName history =
                new TargetName(found.isHome() ? null : place.database(), place.schema(), ControlObjects.HISTORY);
        Optional<Found> applied = objects.find(history, Type.TABLE, place.toString());
        return applied.isPresent();
    }
}
