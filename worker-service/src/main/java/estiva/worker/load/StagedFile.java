package estiva.worker.load;

import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.RowWriter;
import estiva.worker.write.RowsRefused;
import estiva.worker.write.TargetRefused;
import estiva.worker.write.TargetTable;
import estiva.worker.write.staging.Publisher;
import estiva.worker.write.staging.Publisher.Prepared;
import estiva.worker.write.staging.Publisher.Published;
import estiva.worker.write.staging.Staging;
import estiva.worker.write.staging.Violations;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A file on its way through a staging table. Each step is a transaction that the caller opens and ends: the table is
 * created, {@link #fill filled}, {@link #prepare settled}, {@link #publish published}; if the target refuses a row,
 * {@link #findRefused} says which, and the rest is published anew.
 */
public final class StagedFile implements AutoCloseable {

    private final RowFiles files;
    private final LoadRequest request;
    private final RowFile file;
    private final RowPlan plan;
    private final Staging staging;
    private final Publisher publisher;
    private final Violations violations;
    private final Tally tally;
    private LoadResult read;
    private Prepared prepared = Prepared.NOTHING;
    private long refused;

    private StagedFile(
            RowFiles files, LoadRequest request, RowFile file, RowPlan plan, Staging staging, Publisher publisher) {
        this.files = files;
        this.request = request;
        this.file = file;
        this.plan = plan;
        this.staging = staging;
        this.publisher = publisher;
        violations = new Violations(staging, publisher);
        tally = new Tally(request.spec().rejectsOrDefault());
        file.header().ifPresent(header -> tally.header(header.names()));
    }

    static StagedFile open(
            RowFiles files, Connection connection, TargetTable table, LoadRequest request, long fileId, long fence)
            throws SQLException, UnreadableFile, PlanRefused, TargetRefused, IOException {
        RowFile file = files.open(request.file(), request.spec());
        try {
            PlanMaker maker = new PlanMaker(request, file.header().orElse(null), table);
            RowPlan plan = maker.make();
            Staging staging = new Staging(table, plan.targets(), fileId, fence);
            Publisher publisher = Publishers.of(connection, request.spec(), staging, maker);
            return new StagedFile(files, request, file, plan, staging, publisher);
        } catch (SQLException | PlanRefused | TargetRefused | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Quoted, as a statement writes it. */
    public String table() {
        return staging.quoted();
    }

    public String createStatement() {
        return staging.createStatement();
    }

    /** Reads the file into the staging table, which the transaction locks: nobody else knows it. */
    public void fill(Connection connection, BooleanSupplier stopRequested)
            throws SQLException, LoadStopped, LoadFailure {
        RowStream rows = new RowStream(request, file, plan.withRowNumber(Staging.ROW), tally);
        RowWriter writer = RowWriter.into(connection, staging.asTarget(), staging.columnsAndRow(), true);
        try {
            read = rows.into(writer, stopRequested);
        } catch (UnreadableFile | TooManyRejects | RowsRefused e) {
            LoadResult soFar = tally.result(0, RowStream.sizeOf(request.file()), file.hash());
            throw new LoadFailure(request.fileName() + ": " + e.getMessage(), soFar, e);
        }
    }

    /** SHA-256 in hex of the bytes as stored; known, as the other counts, once the file is read. */
    public String contentHash() {
        return read.contentHash();
    }

    public long rowsRead() {
        return read.rowsRead();
    }

    public long size() {
        return read.sizeBytes();
    }

    /** Settles within the staging table what the import's mode must know, such as which of two equal keys counts. */
    public void prepare(Connection connection) throws SQLException, LoadFailure {
        prepared = publisher.prepare(connection);
        refused += prepared.refused();
        failIfTooMany(connection);
    }

    /** @throws RowsRefused when the target refuses one of the rows: the transaction is to be rolled back */
    public LoadResult publish(Connection connection) throws SQLException, RowsRefused {
        List<Reject> rejects = rejects(connection);
        Published published = publisher.publish(connection);
        return new LoadResult(read.rowsRead(), published.inserted(), published.updated(), prepared.skipped(),
                published.deleted(), read.rowsRejected() + refused, read.sizeBytes(), read.contentHash(), rejects, read.header());
    }

    /**
     * Looks which of the staged rows the target refuses; they are rejects from then on.
     *
     * @return false if none can be told
     * @throws LoadFailure if they are more than the import allows
     */
    public boolean findRefused(Connection connection) throws SQLException, LoadFailure {
        long found = violations.find(connection);
        refused += found;
        failIfTooMany(connection);
        return found > 0;
    }

    /** The file, and not the moment, is to blame for what the target said. */
    public LoadFailure failure(Connection connection, RowsRefused cause) throws SQLException {
        return new LoadFailure(request.fileName() + ": " + cause.getMessage(), soFar(connection), cause);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void failIfTooMany(Connection connection) throws SQLException, LoadFailure {
        long rejected = read.rowsRejected() + refused;
        if (refused > 0 && request.spec().rejectsOrDefault().areTooMany(rejected, read.rowsRead())) {
            LoadResult soFar = soFar(connection);
            TooManyRejects tooMany = new TooManyRejects(
                    request.spec().rejectsOrDefault(), rejected, read.rowsRead(), soFar.rejects().get(0));
            throw new LoadFailure(request.fileName() + ": " + tooMany.getMessage(), soFar, tooMany);
        }
    }

    private LoadResult soFar(Connection connection) throws SQLException {
        return new LoadResult(read.rowsRead(), 0, 0, 0, 0, read.rowsRejected() + refused, read.sizeBytes(),
                read.contentHash(), rejects(connection), read.header());
    }

    private List<Reject> rejects(Connection connection) throws SQLException {
        return refused == 0
                ? read.rejects()
                : new RefusedRows(files, request, plan, violations)
                        .among(read.rejects(), staging.refused(connection, Tally.KEPT));
    }
}
