package estiva.control.load;

/**
 * The table of one load's own beside its target. Its name follows from the load, so that none has to be kept as text.
 *
 * @param database null: the connection's
 * @param schema null: the connection's
 * @param fileId the file whose rows wait in it
 * @param fence of the claim that loads it
 */
public record StagingTable(String database, String schema, long fileId, long fence) {

    private static final String PREFIX = "Estiva_Staging_";

    public String name() {
        return PREFIX + fileId + "_" + fence;
    }

    /** @param name as the catalogue has it */
    public static boolean isOne(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }
}
