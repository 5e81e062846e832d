package estiva.worker.write;

import java.sql.Connection;
import java.sql.SQLException;

/** What answers at the other end of a connection, as it says itself. */
enum Vendor {
    SQL_SERVER {
        @Override
        String quote(String identifier) {
            return "[" + identifier.replace("]", "]]") + "]";
        }
    },
    OTHER {
        @Override
        String quote(String identifier) {
            return "\"" + identifier.replace("\"", "\"\"") + "\"";
        }
    };

    static Vendor of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().startsWith("Microsoft SQL Server") ? SQL_SERVER : OTHER;
    }

    abstract String quote(String identifier);
}
