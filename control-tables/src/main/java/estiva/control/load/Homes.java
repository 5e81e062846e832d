package estiva.control.load;

import estiva.control.database.ControlDatabase;
import estiva.control.load.LoadPlace.Home;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;

/** The database and the schema of the connections, which names of tables leave out. Asked once: a login keeps its own. */
final class Homes {
    private final ControlDatabase database;
    private volatile Home home;

    Homes(ControlDatabase database) {
        this.database = database;
    }

    Home get() {
        Home known = home;
        if (known == null) {
            known = database.read(handle -> of(handle.getConnection()));
            home = known;
        }
        return known;
    }

    private static Home of(Connection connection) {
        try {
            return new Home(connection.getCatalog(), connection.getSchema());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }
}
