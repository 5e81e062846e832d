package estiva.control.load;

import estiva.control.text.Sha256;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a file's rows go, as far as others go there too. Names are compared without case.
 *
 * @param database null: the connection's own
 * @param schema null: the connection's own
 * @param scope of mode replace: the columns that say whose rows the file replaces, with their values; empty: of any
 * @param fileName without folders
 * @param isAppend whether its rows come to those that are there, so that the same rows can be there twice
 */
public record LoadPlace(
        String database, String schema, String table, Map<String, String> scope, String fileName, boolean isAppend) {

    /** Of {@link #scopeColumns}. */
    private static final int SHORT = 16;

    /** What a name means that says no database, or no schema. */
    record Home(String database, String schema) {}

    /** By it all files of a client that go into one table have their places in line. */
    String orderKey(String processName, Home home) {
        return key(
                processName,
                database == null ? home.database() : database,
                schema == null ? home.schema() : schema,
                table);
    }

    /** By it a file is known that comes in the place of one that is loaded in part. */
    String nameKey(LedgerEntry entry, Home home) {
        return key(
                orderKey(entry.processName(), home),
                entry.importName(),
                fileName,
                Sha256.of(entry.parameter1() + "\u0000" + entry.parameter2()));
    }

    /** Null: rows of every scope. Two with other columns can have rows in common, two with other values cannot. */
    String scopeKey() {
        if (scope.isEmpty()) {
            return null;
        }
        Map<String, String> sorted = new TreeMap<>();
        scope.forEach((column, value) -> sorted.put(column.toLowerCase(Locale.ROOT), value.strip()));
        return scopeColumns() + "/" + key(sorted.toString());
    }

    String scopeColumns() {
        TreeMap<String, String> sorted = new TreeMap<>();
        scope.keySet().forEach(column -> sorted.put(column.toLowerCase(Locale.ROOT), ""));
        return key(sorted.keySet().toString()).substring(0, SHORT);
    }

    private static String key(String... parts) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append(part == null ? "" : part.toLowerCase(Locale.ROOT)).append('\u0000');
        }
        return Sha256.of(all.toString());
    }
}
