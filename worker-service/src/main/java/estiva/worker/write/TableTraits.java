package estiva.worker.write;

/**
 * What is special about a table to load, beside its columns.
 *
 * @param hasTriggers whether an INSERT does more than insert
 * @param dropsDoubles whether it has an index WITH (IGNORE_DUP_KEY = ON), for which the server drops rows and says so in no
 *     more than a warning
 * @param isAppendOnly whether it takes neither UPDATE nor DELETE: a ledger table of that kind
 * @param escalates whether a statement with some thousands of locks gets the table as a whole, and so keeps other loads waiting
 * @param isColumnstore whether its rows lie in a clustered columnstore index
 * @param isInLedgerDatabase whether every table that is made in its database is a ledger table, and none is without it
 */
public record TableTraits(
        boolean hasTriggers,
        boolean dropsDoubles,
        boolean isAppendOnly,
        boolean escalates,
        boolean isColumnstore,
        boolean isInLedgerDatabase) {

    public static final TableTraits NONE = new TableTraits(false, false, false, false, false, false);

    public TableTraits droppingDoubles() {
        return new TableTraits(hasTriggers, true, isAppendOnly, escalates, isColumnstore, isInLedgerDatabase);
    }
}
