package estiva.worker.load;

import estiva.control.allow.AllowedMode;
import estiva.control.imports.ImportColumn;
import estiva.worker.convert.TargetColumn;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadingStopped;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.AllowedObjects;
import estiva.worker.write.RowWriter;
import estiva.worker.write.RowsRefused;
import estiva.worker.write.TargetRefused;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetTables;
import estiva.worker.write.staging.Replace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Streams one file into its table, in constant memory whatever the size, within a transaction that the caller has
 * opened and ends: nothing is committed or rolled back here, and no control table is touched.
 *
 * <pre>
 *   bytes -> StrictReader -> RowFile -> RowPlan -> Chunk   -> RowWriter -> table
 *            hash, decode    rows       values     (queue)    bulk copy or batches
 *            '------------ reading thread ------------'    '- caller's thread -'
 * </pre>
 */
@Singleton
public class FileLoader {

    private final RowFiles files;
    private final TargetTables tables;
    private final AllowedObjects allowed;

    @Inject
    public FileLoader(RowFiles files, AllowedObjects allowed) {
        this(files, new TargetTables(), allowed);
    }

    public FileLoader(RowFiles files, TargetTables tables, AllowedObjects allowed) {
        this.files = files;
        this.tables = tables;
        this.allowed = allowed;
    }

    /**
     * @param connection with autocommit off; used by the calling thread only
     * @param stop asked at least each second, except while the server takes rows
     * @throws LoadFailure when the file, the import or the table must change before a load can succeed
     * @throws SQLException for what may pass, such as deadlocks and lost connections
     * @throws TargetOutdated when the load did not go smoothly with a remembered look at the table: to be done again
     * @throws StagingNeeded when the file is to go through a staging table
     * @throws LoadStopped when {@code stop} said so
     */
    public LoadResult load(Connection connection, LoadRequest request, Stop stop)
            throws LoadFailure, SQLException, LoadStopped, TargetOutdated, StagingNeeded {
        String target = request.spec().target();
        TargetTables.Found found = null;
        try {
            found = found(connection, request);
            refuseToLoseRows(request, found.table());
            LoadResult result = load(connection, new Reading(files, request, stop), found.table());
            if (found.isRemembered() && result.rowsRejected() > 0) {
                tables.forget(target);
                throw new TargetOutdated();
            }
            return result;
        } catch (TargetRefused e) {
            throw failure(request, e);
        } catch (LoadFailure e) {
            tables.forget(target);
            if (found.isRemembered()) {
                throw new TargetOutdated();
            }
            throw e;
        } catch (ReadingStopped e) {
            throw new LoadStopped();
        }
    }

    /**
     * The server would drop rows, and neither a bulk copy nor a batch would say which: a staging table can.
     * https://learn.microsoft.com/sql/t-sql/statements/create-index-transact-sql#ignore_dup_key---on--off-
     */
    private static void refuseToLoseRows(LoadRequest request, TargetTable table) throws TargetRefused, StagingNeeded {
        if (!table.traits().dropsDoubles()) {
            return;
        }
        if (request.spec().skipsTriggers()) {
            throw new TargetRefused(
                    "table " + table.name() + " has an index WITH (IGNORE_DUP_KEY = ON), which drops rows"
                            + " without saying which; a staging table would tell them, but the import's triggers are to be skipped,"
                            + " which only a load without one can do: rebuild the index without the option, or let the triggers fire");
        }
        throw new StagingNeeded("table " + table.name() + " has an index that drops rows without saying which");
    }

    /**
     * Prepares the reading of small files of one target, whose triggers fire for their rows.
     *
     * @param memory in which their rows stay until they are written
     * @return empty if its files are to be loaded one by one: there is no such table for the files of every client, or one of
     *     its indexes drops rows without saying which, or the DBA does not allow it
     */
    public Optional<SmallFiles> smallFiles(Connection connection, String target, MemoryShare memory)
            throws SQLException {
        try {
            TargetTable table = tables.find(connection, target, null).table();
            boolean isLoadedAlone =
                    table.traits().dropsDoubles() || !allowed.allows(connection, table, AllowedMode.APPEND);
            return isLoadedAlone ? Optional.empty() : Optional.of(new SmallFiles(files, table, memory));
        } catch (TargetRefused e) {
            return Optional.empty();
        }
    }

    /** The next look at the table is at the catalogue itself: with a remembered one something went wrong. */
    public void forget(String target) {
        tables.forget(target);
    }

    /**
     * The target's one name, as the catalogue spells it.
     *
     * @return empty: no load has looked for it yet
     */
    public Optional<String> targetName(LoadRequest request) {
        return tables.name(request.spec().target(), request.processName());
    }

    /** The same, after a look if there was none. */
    public String targetName(Connection connection, LoadRequest request) throws SQLException, TargetRefused {
        return tables.find(connection, request.spec().target(), request.processName())
                .table()
                .quoted();
    }

    /** Whether the file may have so many rows that a transaction of its own length should not hold them. */
    public boolean hasAtLeast(LoadRequest request, long rows) throws IOException {
        return request.file().size() >= rows
                && RowEstimate.rows(request.file(), request.spec().formatOrDefault()) >= rows;
    }

    /**
     * Opens a file that will go through a staging table.
     *
     * @param connection for looks at the target only
     * @param stop asked as long as the file is read
     * @throws LoadFailure when the file, the import or the table must change before a load can succeed
     * @throws ReadingStopped when {@code stop} said so
     * @throws StagingImpossible when no staging table may be made beside the target
     */
    public StagedFile stage(Connection connection, LoadRequest request, Stop stop, long fileId, long fence)
            throws LoadFailure, SQLException {
        try {
            // Anew: next to what will follow, asking the catalogue costs nothing.
            tables.forget(request.spec().target());
            TargetTable table = found(connection, request).table();
            refuseToStageForEver(table);
            return StagedFile.open(new Reading(files, request, stop), connection, table, fileId, fence);
        } catch (UnreadableFile | PlanRefused | TargetRefused | IOException e) {
            throw failure(request, e);
        }
    }

    /**
     * In a ledger database each table that is made is a ledger table, LEDGER = OFF is an error, and TRUNCATE TABLE is not supported.
     * A dropped one is only renamed, and keeps its rows and their history for as long as the database is there:
     * https://learn.microsoft.com/sql/relational-databases/security/ledger/ledger-limits,
     * https://learn.microsoft.com/sql/relational-databases/security/ledger/ledger-how-to-configure-ledger-database
     */
    private static void refuseToStageForEver(TargetTable table) {
        if (table.traits().isInLedgerDatabase()) {
            throw new StagingImpossible(
                    "it is in a ledger database, which would keep each staging table and its rows for ever;"
                            + " only files in mode append that are committed as a whole, and that no index drops rows of, are loaded"
                            + " into such a database: use that mode, or move the table to another database");
        }
    }

    /**
     * Deletes the rows that a column tells to be the file's.
     *
     * @param mark the column of the import whose constant tells them
     * @return how many
     */
    public long deleteMarked(Connection connection, LoadRequest request, ImportColumn mark)
            throws LoadFailure, SQLException {
        try {
            TargetTable table = found(connection, request).table();
            TargetColumn column = table.column(mark.target())
                    .orElseThrow(() -> new PlanRefused("table " + table.name() + " has no column " + mark.target()));
            Object value = new ColumnRules(request, null).constant(column, mark);
            return Replace.delete(connection, table, new Replace.Part(column, value));
        } catch (PlanRefused | TargetRefused e) {
            LoadResult nothing = new LoadResult(0, 0, 0, 0, null, List.of());
            throw failure(request, nothing, e);
        }
    }

    private TargetTables.Found found(Connection connection, LoadRequest request) throws SQLException, TargetRefused {
        TargetTables.Found found = tables.find(connection, request.spec().target(), request.processName());
        allowed.check(connection, found.table(), request.spec());
        return found;
    }

    private LoadResult load(Connection connection, Reading reading, TargetTable table)
            throws LoadFailure, SQLException, LoadStopped {
        LoadRequest request = reading.request();
        try (RowFile file = reading.open()) {
            Tally tally =
                    new Tally(request.spec().rejectsOrDefault(), request.spec().minRowsOrDefault(), request.memory());
            file.header().ifPresent(header -> tally.header(header.names()));
            try {
                RowPlan plan = new PlanMaker(request, file.header().orElse(null), table).make();
                RowWriter writer = RowWriter.into(
                        connection, table, plan.targets(), request.spec().triggersOrDefault());
                ChunkReader reader = new ChunkReader(file, plan, tally, reading.stop());
                new RowStream(request, reader, tally).into(writer, reading.stop());
                return tally.result(tally.read() - tally.rejected(), file.size(), file.hash())
                        .noting(file.notes());
            } catch (UnreadableFile | PlanRefused | TooManyRejects | RowsRefused | TargetRefused e) {
                LoadResult soFar = tally.result(0, RowStream.sizeOf(request.file()), file.hash());
                throw failure(request, soFar.noting(file.notes()), e);
            }
        } catch (UnreadableFile | IOException e) {
            throw failure(request, e);
        }
    }

    /** Of a file of which nothing could be read. */
    public LoadFailure failure(LoadRequest request, Exception cause) {
        return failure(request, new LoadResult(0, 0, 0, RowStream.sizeOf(request.file()), null, List.of()), cause);
    }

    private static LoadFailure failure(LoadRequest request, LoadResult soFar, Exception cause) {
        return new LoadFailure(request.fileName() + ": " + Wording.of(request.spec(), cause), soFar, cause);
    }
}
