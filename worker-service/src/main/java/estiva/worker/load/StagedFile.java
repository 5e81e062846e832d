package estiva.worker.load;

import estiva.control.imports.Rejects;
import estiva.control.load.StagingTable;
import estiva.worker.read.RowFile;
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

/**
 * A file on its way through a staging table, at once or some rows after the other. Each step is a transaction that the
 * caller opens and ends: the table is created, {@link #fill filled}, {@link #prepare settled}, {@link #publish published};
 * if the target refuses a row, {@link #findRefused} says which, and the rest is published again.
 */
public final class StagedFile implements AutoCloseable {

    private final Reading reading;
    private final LoadRequest request;
    private final RowFile file;
    private final RowPlan plan;
    private final Staging staging;
    private final Publisher publisher;
    private final Violations violations;
    private final Tally tally;
    private final ChunkReader reader;
    private Prepared prepared = Prepared.NOTHING;
    private List<Reject> rejects = List.of();
    private String hash;
    private long readBefore;
    private long rejectedBefore;
    private long refused;
    private long refusedBefore;
    private boolean isFilled;

    private StagedFile(Reading reading, RowFile file, RowPlan plan, Staging staging, Publisher publisher) {
        this.reading = reading;
        request = reading.request();
        this.file = file;
        this.plan = plan;
        this.staging = staging;
        this.publisher = publisher;
        violations = new Violations(staging, publisher);
        tally = new Tally(request.spec().rejectsOrDefault(), request.spec().minRowsOrDefault(), request.memory());
        reader = new ChunkReader(file, plan.withRowNumber(Staging.ROW), tally, reading.stop());
        if (request.spec().commitsByRows()) {
            reader.digestRows();
        }
    }

    static StagedFile open(Reading reading, Connection connection, TargetTable table, long fileId, long fence)
            throws SQLException, UnreadableFile, PlanRefused, TargetRefused, IOException {
        LoadRequest request = reading.request();
        RowFile file = reading.open();
        try {
            PlanMaker maker = new PlanMaker(request, file.header().orElse(null), table);
            RowPlan plan = maker.make();
            Staging staging = new Staging(table, plan.targets(), fileId, fence);
            Publisher publisher = Publishers.of(connection, request.spec(), staging, maker);
            return new StagedFile(reading, file, plan, staging, publisher);
        } catch (SQLException | PlanRefused | TargetRefused | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** The table in which the rows wait. */
    public StagingTable table() {
        return staging.table();
    }

    public String createStatement() {
        return staging.createStatement();
    }

    /** Passes by rows that an earlier load has committed. @return SHA-256 over what they hold */
    public String skip(long rows, long rejected) throws LoadFailure {
        try {
            reader.skipTo(rows);
        } catch (UnreadableFile e) {
            throw failure(e);
        }
        tally.resume(rows, rejected);
        readBefore = rows;
        rejectedBefore = rejected;
        return reader.rowsHash();
    }

    /** SHA-256 over what all rows until now hold, of an import that commits by rows. */
    public String rowsHash() {
        return reader.rowsHash();
    }

    /**
     * Reads rows into the staging table, which the transaction locks, since nobody else knows it; what was published from
     * it before goes.
     *
     * @param rows that many, bad ones too, or as many as the file has
     */
    public void fill(Connection connection, long rows) throws SQLException, LoadStopped, LoadFailure {
        if (isFilled) {
            staging.clear(connection);
        }
        isFilled = true;
        readBefore = tally.read();
        rejectedBefore = tally.rejected();
        refusedBefore += refused;
        refused = 0;
        reader.readTo(rows == Long.MAX_VALUE ? rows : readBefore + rows);
        RowWriter writer = RowWriter.intoStaging(connection, staging.asTarget(), staging.columnsAndRow());
        try {
            new RowStream(request, reader, tally).into(writer, reading.stop());
        } catch (UnreadableFile | TooManyRejects | RowsRefused e) {
            throw failure(e);
        }
        rejects = tally.take();
        hash = isAtEnd() ? file.hash() : null;
    }

    /** Whether the last row of the file is in the staging table. */
    public boolean isAtEnd() {
        return tally.hasEnded();
    }

    /** SHA-256 in hex of the bytes as stored; null before the end. */
    public String contentHash() {
        return hash;
    }

    /** Rows of the file that are in the staging table, bad ones too. */
    public long rowsRead() {
        return tally.read() - readBefore;
    }

    public long size() {
        return file.size();
    }

    /** Settles within the staging table what the import's mode must know, such as which of two equal keys counts. */
    public void prepare(Connection connection) throws SQLException, LoadFailure {
        prepared = publisher.prepare(connection);
        refused += prepared.refused();
        failIfTooMany(connection);
    }

    /**
     * @return what became of the rows in the staging table
     * @throws RowsRefused when the target refuses one of the rows: the transaction is to be rolled back
     */
    public LoadResult publish(Connection connection) throws SQLException, RowsRefused {
        List<Reject> all = rejects(connection);
        Published published = publisher.publish(connection, rowsRead() - prepared.skipped() - rowsRejected());
        return new LoadResult(
                rowsRead(),
                published.inserted(),
                published.updated(),
                prepared.skipped(),
                published.deleted(),
                rowsRejected(),
                size(),
                hash,
                all,
                header(),
                file.notes());
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
    public LoadFailure failure(Connection connection, Exception cause) throws SQLException {
        return new LoadFailure(request.fileName() + ": " + Wording.of(request.spec(), cause), soFar(connection), cause);
    }

    /** The file is not what it was. */
    public LoadFailure failure(String reason) {
        return failure(new UnreadableFile(reason));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void failIfTooMany(Connection connection) throws SQLException, LoadFailure {
        Rejects limits = request.spec().rejectsOrDefault();
        long rejected = tally.rejected() + refusedBefore + refused;
        boolean isTooMany = isAtEnd() ? limits.areTooMany(rejected, tally.read()) : rejected > limits.mostRows();
        if (refused > 0 && isTooMany) {
            LoadResult soFar = soFar(connection);
            TooManyRejects tooMany = new TooManyRejects(
                    limits, rejected, tally.read(), soFar.rejects().get(0));
            throw new LoadFailure(request.fileName() + ": " + tooMany.getMessage(), soFar, tooMany);
        }
        String tooFew = isAtEnd() ? tally.tooFew(refusedBefore + refused) : null;
        if (tooFew != null) {
            throw failure(connection, new UnreadableFile(tooFew));
        }
    }

    private long rowsRejected() {
        return tally.rejected() - rejectedBefore + refused;
    }

    /** What the file's rejects are to be read with, unless some of it were written before. */
    private List<String> header() {
        return rejectedBefore + refusedBefore == 0 ? tally.header() : List.of();
    }

    private LoadResult soFar(Connection connection) throws SQLException {
        return soFar(size(), hash, rejects(connection));
    }

    private LoadResult soFar(long size, String hashSoFar, List<Reject> kept) {
        return new LoadResult(rowsRead(), 0, 0, 0, 0, rowsRejected(), size, hashSoFar, kept, header(), file.notes());
    }

    /** Of a file that could not be read on. */
    private LoadFailure failure(Exception cause) {
        LoadResult soFar = soFar(RowStream.sizeOf(request.file()), hash == null ? file.hash() : hash, tally.take());
        return new LoadFailure(request.fileName() + ": " + Wording.of(request.spec(), cause), soFar, cause);
    }

    private List<Reject> rejects(Connection connection) throws SQLException {
        return refused == 0
                ? rejects
                : new RefusedRows(reading, plan, violations).among(rejects, staging.refused(connection, Tally.KEPT));
    }
}
