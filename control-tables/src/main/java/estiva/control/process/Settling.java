package estiva.control.process;

import estiva.control.database.ControlDatabase;
import estiva.control.database.InList;
import java.util.List;

/** Rows that others ended by their own UPDATE are ended in Estiva's books too. */
final class Settling {
    private static final int AT_ONCE = 1_000;

    private Settling() {}

    /**
     * One seek for each state, because H2 follows an index no further than an IN.
     *
     * @param table FileControl or FileParameters
     * @param key its primary key
     */
    static void of(ControlDatabase database, String table, String key) {
        database.unlessLocked(handle -> {
            List<Long> ended = handle.createQuery("""
                            SELECT TOP (:limit) <key> FROM (
                                SELECT <key> FROM <table> <skipLocked> WHERE Tracking = 1 AND Status = 'Completed'
                                 UNION ALL
                                SELECT <key> FROM <table> <skipLocked> WHERE Tracking = 1 AND Status = 'Failed'
                                 UNION ALL
                                SELECT <key> FROM <table> <skipLocked> WHERE Tracking = 1 AND Status = 'Cancelled'
                            ) Ended""")
                    .define("key", key)
                    .define("table", table)
                    .bind("limit", AT_ONCE)
                    .mapTo(Long.class)
                    .list();
            return ended.isEmpty()
                    ? 0
                    : handle.createUpdate("""
                            UPDATE <table> SET Tracking = 2
                             WHERE <key> IN (<ids>) AND Tracking + 0 = 1
                               AND Status IN ('Completed', 'Failed', 'Cancelled')""")
                            .define("key", key)
                            .define("table", table)
                            .bindList("ids", InList.of(ended))
                            .execute();
        });
    }
}
