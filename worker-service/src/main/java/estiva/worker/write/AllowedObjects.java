package estiva.worker.write;

import estiva.control.allow.AllowLists;
import estiva.control.allow.AllowedMode;
import estiva.control.allow.AllowedName;
import estiva.control.imports.ImportSpec;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Holds what the catalogue has found against the DBA's lists. The text that a definition asked by is not looked at. */
@Singleton
public class AllowedObjects {
    private static final Logger LOG = Logger.getLogger(AllowedObjects.class);
    /** No list: all is allowed that the login may do. */
    public static final AllowedObjects ALL = new AllowedObjects(AllowLists.ABSENT);

    private final AllowLists lists;

    public AllowedObjects(AllowLists lists) {
        this.lists = lists;
        if (lists.hasTargets() && !lists.hasProcedures()) {
            LOG.warnf(
                    "%s is set and %s is not: procedures that imports name can write to tables that the list denies",
                    AllowLists.TARGETS, AllowLists.PROCEDURES);
        }
    }

    /**
     * What a file's load is to write and, once the process is Completed, to call: a procedure that is refused only then would be
     * tried again and again.
     *
     * @throws TargetRefused when a list has not this table in this import's mode, or not the procedure
     */
    public void check(Connection connection, TargetTable table, ImportSpec spec) throws SQLException, TargetRefused {
        AllowedMode mode = AllowedMode.of(spec);
        if (!allows(connection, table, mode)) {
            throw new TargetRefused("table " + table.name() + " with mode " + mode + " is not in the list "
                    + AllowLists.TARGETS + " of the workers' configuration, which no import can change");
        }
        String later = spec.proceduresOrNone().afterProcess();
        if (later != null && lists.hasProcedures()) {
            // One that is not there yet may be made until it is due, and is judged then.
            Optional<CatalogueObjects.Found> found = CatalogueObjects.of(connection, TargetVendor.of(connection))
                    .find(TargetName.parse(later), CatalogueObjects.Type.PROCEDURE, "procedure " + later);
            if (found.isPresent()) {
                checkProcedure(connection, found.get().place(), found.get().isHome());
            }
        }
    }

    public boolean allows(Connection connection, TargetTable table, AllowedMode mode) throws SQLException {
        return !lists.hasTargets()
                || isListed(
                        connection, lists.targets(mode), CatalogueObjects.Type.TABLE, table.place(), table.isHome());
    }

    /** @throws TargetRefused when the list has not this procedure */
    void checkProcedure(Connection connection, TablePlace place, boolean isHome) throws SQLException, TargetRefused {
        if (lists.hasProcedures()
                && !isListed(connection, lists.procedures(), CatalogueObjects.Type.PROCEDURE, place, isHome)) {
            throw new TargetRefused("procedure " + (isHome ? place : place.database() + "." + place)
                    + " is not in the list " + AllowLists.PROCEDURES
                    + " of the workers' configuration, which no import can change");
        }
    }

    private static boolean isListed(
            Connection connection,
            Stream<AllowedName> names,
            CatalogueObjects.Type type,
            TablePlace place,
            boolean isHome)
            throws SQLException {
        for (AllowedName name : (Iterable<AllowedName>) names::iterator) {
            if (name.mayBe(place.database(), isHome, place.schema(), place.table())
                    && (name.isExactly(place.database(), place.schema(), place.table())
                            || isSame(connection, name, type, place))) {
                return true;
            }
        }
        return false;
    }

    /** Whether an entry in other letters is the same name, which the database says: by its collation it may be another table's. */
    private static boolean isSame(Connection connection, AllowedName name, CatalogueObjects.Type type, TablePlace place)
            throws SQLException {
        TargetName wanted =
                new TargetName(name.database(), name.schema(), name.object() == null ? place.table() : name.object());
        try {
            Optional<CatalogueObjects.Found> found =
                    CatalogueObjects.of(connection, TargetVendor.of(connection)).find(wanted, type, name.toString());
            return found.filter(it -> it.place().equals(place)).isPresent();
        } catch (TargetRefused e) {
            return false;
        }
    }
}
