package estiva.control.database;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The tables that the migrations have made, as the catalogue names them, without Flyway's own. */
public final class MigratedTables {
    private static final String H2_TABLES = """
            SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES
             WHERE TABLE_SCHEMA = SCHEMA() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME""";
    private static final String H2_REFERENCES = """
            SELECT referring.TABLE_NAME AS Referring, referred.TABLE_NAME AS Referred
              FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS c
              JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS referring
                ON referring.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND referring.CONSTRAINT_NAME = c.CONSTRAINT_NAME
              JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS referred
                ON referred.CONSTRAINT_SCHEMA = c.UNIQUE_CONSTRAINT_SCHEMA AND referred.CONSTRAINT_NAME = c.UNIQUE_CONSTRAINT_NAME
             WHERE c.CONSTRAINT_SCHEMA = SCHEMA()""";
    private static final String SQL_SERVER_TABLES =
            "SELECT name FROM sys.tables WHERE schema_id = SCHEMA_ID() ORDER BY name";
    private static final String SQL_SERVER_REFERENCES = """
            SELECT referring.name AS Referring, referred.name AS Referred
              FROM sys.foreign_keys k
              JOIN sys.tables referring ON referring.object_id = k.parent_object_id
              JOIN sys.tables referred ON referred.object_id = k.referenced_object_id
             WHERE referring.schema_id = SCHEMA_ID()""";

    private record Reference(String referring, String referred) {}

    private MigratedTables() {}

    /** Each table before those it refers to: the order in which they can be emptied. */
    public static List<String> in(ControlDatabase database) {
        boolean isH2 = database.vendor() == Vendor.H2;
        return database.read(handle -> ordered(
                tables(handle, isH2 ? H2_TABLES : SQL_SERVER_TABLES),
                references(handle, isH2 ? H2_REFERENCES : SQL_SERVER_REFERENCES)));
    }

    private static List<String> tables(Handle handle, String query) {
        return handle.createQuery(query)
                .mapTo(String.class)
                .filter(name -> !name.equalsIgnoreCase(ControlObjects.HISTORY))
                .list();
    }

    private static List<Reference> references(Handle handle, String query) {
        return handle.createQuery(query)
                .map((row, context) -> new Reference(row.getString("Referring"), row.getString("Referred")))
                .filter(reference -> !reference.referring().equals(reference.referred()))
                .list();
    }

    private static List<String> ordered(List<String> tables, List<Reference> references) {
        List<String> ordered = new ArrayList<>();
        Set<String> left = new LinkedHashSet<>(tables);
        while (!left.isEmpty()) {
            List<String> free = left.stream()
                    .filter(table -> references.stream()
                            .noneMatch(each -> each.referred().equals(table) && left.contains(each.referring())))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException("These refer to one another in a circle: " + left);
            }
            ordered.addAll(free);
            left.removeAll(free);
        }
        return ordered;
    }
}
