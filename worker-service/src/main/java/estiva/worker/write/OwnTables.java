package estiva.worker.write;

import java.util.Locale;
import java.util.Set;

/** The tables that no import may write: Estiva's own and the server's. */
final class OwnTables {

    private static final Set<String> CONTROL = Set.of("filecontrol", "fileparameters", "processlog", "filelog",
            "filecontrol_history", "fileparameters_history", "processlog_history", "filelog_history", "client", "worker",
            "registration", "importdefinition", "filereject", "loadedfile", "alert", "changeload", "changewatermark",
            "inspection", "inboxfile", "stagingtable");
    private static final Set<String> SYSTEM_SCHEMAS = Set.of("sys", "information_schema", "pg_catalog");
    private static final Set<String> SYSTEM_DATABASES = Set.of("master", "model", "msdb", "tempdb");

    /** What the name of every staging table begins with, in lower case. */
    private static final String STAGING = "estiva_staging_";

    private OwnTables() {}

    /**
     * @param isHome whether the table is where the control tables are: in the connection's database and schema. A
     *     client's own table Client elsewhere is free to be loaded
     */
    static boolean contains(String schema, String table, boolean isHome) {
        String name = table.toLowerCase(Locale.ROOT);
        return SYSTEM_SCHEMAS.contains(schema.toLowerCase(Locale.ROOT)) || name.startsWith(STAGING)
                || isHome && (CONTROL.contains(name) || name.startsWith("flyway_") || name.endsWith("schema_history"));
    }

    static boolean isSystemDatabase(String database) {
        return SYSTEM_DATABASES.contains(database.toLowerCase(Locale.ROOT));
    }
}
