package estiva.control.database;

import java.util.Optional;

/**
 * How the control database on SQL Server keeps readers and writers apart. It is found by its name: in Azure its id in the view need
 * not be that of DB_ID (https://learn.microsoft.com/sql/relational-databases/system-catalog-views/sys-databases-transact-sql).
 *
 * @param readCommittedSnapshot READ_COMMITTED_SNAPSHOT: readers see what was committed before, instead of waiting
 * @param snapshot ALLOW_SNAPSHOT_ISOLATION
 */
record Isolation(boolean readCommittedSnapshot, boolean snapshot) {

    /** Empty: H2, where no reader waits for a writer; or this login may not see the setting. */
    static Optional<Isolation> of(ControlDatabase database) {
        return database.vendor() == Vendor.H2
                ? Optional.empty()
                : database.look(handle -> handle.createQuery("""
                                SELECT is_read_committed_snapshot_on AS Rcsi, snapshot_isolation_state AS Snapshot
                                  FROM sys.databases WHERE name = DB_NAME()""")
                        .map((row, context) -> new Isolation(row.getInt("Rcsi") == 1, row.getInt("Snapshot") == 1))
                        .findOne());
    }

    String describe() {
        return "READ_COMMITTED_SNAPSHOT is "
                + (readCommittedSnapshot
                        ? "ON, as recommended"
                        : "OFF: no work waits for that, but lists and reports wait for every writer;"
                                + " ON is recommended (ALTER DATABASE ... SET READ_COMMITTED_SNAPSHOT ON)")
                + "; ALLOW_SNAPSHOT_ISOLATION is " + (snapshot ? "ON" : "OFF") + ", Estiva does not use it";
    }
}
