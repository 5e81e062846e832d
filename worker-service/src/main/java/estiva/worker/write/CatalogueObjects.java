package estiva.worker.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a name leads to, by the database's own rules: which letters, accents, widths and blanks are the same in a name is for
 * its collation to say. Whatever is decided of an object is decided of what was found, never of the text.
 */
interface CatalogueObjects {

    enum Type {
        TABLE,
        PROCEDURE
    }

    /**
     * @param isHome whether it is in the connection's own database
     * @param isServers whether it came with the server
     */
    record Found(TablePlace place, boolean isHome, boolean isServers) {}

    /**
     * @param shown what messages call the name
     * @return empty: there is none of that type
     * @throws TargetRefused when the name leads to another database that is not there, or that is the server's own
     */
    Optional<Found> find(TargetName name, Type type, String shown) throws SQLException, TargetRefused;

    static CatalogueObjects of(Connection connection, TargetVendor vendor) {
        return vendor == TargetVendor.SQL_SERVER ? new SqlServerObjects(connection) : new H2Objects(connection);
    }
}
