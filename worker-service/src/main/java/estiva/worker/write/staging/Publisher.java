package estiva.worker.write.staging;

import estiva.worker.write.RowErrors;
import estiva.worker.write.RowsRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.stream.Collectors;

/** How staged rows meet the target: the statements of one mode. */
public abstract class Publisher {

    final Staging staging;

    Publisher(Staging staging) {
        this.staging = staging;
    }

    /**
     * @param inserted rows that the target did not have
     * @param updated rows of the target that took a staged row
     * @param deleted rows of the target that went
     */
    public record Published(long inserted, long updated, long deleted) {}

    /** Rows of the target, {@code t}, that will still be there when the staged ones come. */
    abstract Fragment staying();

    /** @param rows that are staged and have no reason against them */
    abstract Published write(Connection connection, long rows) throws SQLException;

    /**
     * @param skipped rows that others stand for: they are gone from the staging table
     * @param refused rows that got a reason
     */
    public record Prepared(long skipped, long refused) {
        public static final Prepared NOTHING = new Prepared(0, 0);
    }

    /** Settles within the staging table what must be clear before anything is published. */
    public Prepared prepare(Connection connection) throws SQLException {
        return Prepared.NOTHING;
    }

    /**
     * Writes the staged rows that have no reason against them, in the caller's transaction.
     *
     * @param rows how many they are
     * @throws RowsRefused when the target refuses one of them: the transaction is to be rolled back
     */
    public final Published publish(Connection connection, long rows) throws SQLException, RowsRefused {
        try {
            Published published = write(connection, rows);
            long taken = published.inserted() + published.updated();
            if (taken < rows) {
                throw new RowsRefused(null, staging.target(), dropped(rows - taken));
            }
            return published;
        } catch (SQLException e) {
            if (RowErrors.isPermanent(e)) {
                throw new RowsRefused(null, staging.target(), e);
            }
            throw e;
        }
    }

    /** What the server drops without an error is refused all the same; its code is that of a key that is there already. */
    private static SQLException dropped(long rows) {
        return new SQLIntegrityConstraintViolationException(
                rows
                        + " of the rows did not come into it: an index WITH (IGNORE_DUP_KEY = ON), or a trigger, drops them",
                "23000",
                2601);
    }

    /** In the order of the file where the server counts the rows. */
    long insert(Connection connection, String condition) throws SQLException {
        boolean isCounted = staging.target().columns().stream().anyMatch(column -> !column.writable());
        String order = isCounted ? " ORDER BY s." + staging.row() : "";
        return Fragment.of("INSERT INTO " + staging.target().quoted()
                        + staging.columns().stream().map(staging::quote).collect(Collectors.joining(", ", " (", ")"))
                        + staging.columns().stream()
                                .map(it -> "s." + staging.staged(it))
                                .collect(Collectors.joining(", ", " SELECT ", ""))
                        + " FROM " + staging.quoted() + " s WHERE s." + staging.reason() + " IS NULL"
                        + condition + order)
                .execute(connection);
    }
}
