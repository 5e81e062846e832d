package estiva.worker.write;

/** Where a table is, each name as the catalogue has it. */
public record TablePlace(String database, String schema, String table) {

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
