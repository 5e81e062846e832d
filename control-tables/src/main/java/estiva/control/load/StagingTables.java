package estiva.control.load;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.Vendor;
import estiva.control.process.Claim;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The tables in which rows wait for their publication, one a load, from their creation to their end. */
@Singleton
public class StagingTables {
    private static final Logger LOG = Logger.getLogger(StagingTables.class);
    private static final int DROPPED_AT_ONCE = 20;
    private static final int PATIENCE_SECONDS = 1;

    private final ControlDatabase database;

    /** The last that a look tried. The next goes on after it: some cannot be dropped for long, and others come after them. */
    private volatile long tried;

    public StagingTables(ControlDatabase database) {
        this.database = database;
    }

    /**
     * Creates a table, and writes it down in the same transaction. (H2 commits at every CREATE: what is written down there
     * may for a moment not be made yet.)
     *
     * @param table one of that name that an earlier try left is dropped
     * @param statement that creates it
     * @throws RuntimeException of the database, which may not let this login create tables
     */
    public void create(Claim claim, StagingTable table, String statement) {
        database.useTransaction(handle -> {
            handle.createUpdate("""
                            INSERT INTO StagingTable (ProcessID, FileID, Fence, DatabaseName, SchemaName, TableName)
                            VALUES (:processId, :fileId, :fence, :database, :schema, :quoted)""")
                    .bindMethods(table)
                    .bind("processId", claim.processId())
                    // For people who look, and for a dispatcher of the release before; no other reads it.
                    .bind("quoted", quoted(table))
                    .execute();
            execute(handle, 0, "DROP TABLE IF EXISTS " + quoted(table));
            execute(handle, 0, statement);
        });
    }

    /** Drops a load's own table; what cannot be dropped now is left to {@link #dropOrphans}. */
    public void dropOwn(StagingTable table) {
        try {
            drop(table, 0);
        } catch (RuntimeException e) {
            LOG.debugf(e, "Staging table %s is left to the dispatcher", table.name());
        }
    }

    /**
     * Drops tables whose claim is over: their loads were killed, or lost their process. One that its lost owner still
     * writes to is left for the next time.
     *
     * @return how many
     */
    public int dropOrphans() {
        List<Orphan> orphans = database.look(handle -> handle.createQuery("""
                        SELECT TOP (:limit) s.StagingID, s.DatabaseName AS [Database], s.SchemaName AS [Schema], s.FileID,
                               s.Fence, s.ProcessID
                          FROM StagingTable s <dirty>
                         WHERE s.StagingID > :tried
                           AND NOT EXISTS (SELECT 1 FROM FileControl p <dirty>
                                            WHERE p.ProcessID = s.ProcessID AND p.Status = 'InProgress'
                                              AND p.Fence = s.Fence)
                         ORDER BY s.StagingID""")
                .bind("limit", DROPPED_AT_ONCE)
                .bind("tried", tried)
                .map(ConstructorMapper.of(Orphan.class))
                .list());
        tried = orphans.size() < DROPPED_AT_ONCE
                ? 0
                : orphans.get(orphans.size() - 1).stagingId();
        int dropped = 0;
        for (Orphan orphan : orphans) {
            try {
                if (isOver(orphan)) {
                    drop(orphan.table(), PATIENCE_SECONDS);
                    LOG.infof(
                            "Dropped a staging table that its load left: %s",
                            orphan.table().name());
                    dropped++;
                }
            } catch (RuntimeException e) {
                if (DatabaseErrors.isBroken(e)) {
                    throw e;
                }
                LOG.warnf(
                        "Staging table %s cannot be dropped yet: %s",
                        orphan.table().name(), e.getMessage());
            }
        }
        return dropped;
    }

    /** A table whose claim seems to be over. */
    public record Orphan(
            long stagingId, long processId, @Nested StagingTable table) {}

    /** As it is committed: the look was dirty, so that nobody's lock on one process keeps the tables of all others. */
    private boolean isOver(Orphan orphan) {
        return database.briefly(handle -> handle.createQuery("""
                                SELECT COUNT(*) FROM FileControl
                                 WHERE ProcessID = :processId AND Status = 'InProgress' AND Fence = :fence""")
                        .bind("processId", orphan.processId())
                        .bind("fence", orphan.table().fence())
                        .mapTo(Integer.class)
                        .one()
                == 0);
    }

    /** Once, without the retries of a short transaction: it would keep its caller from everything else. */
    private void drop(StagingTable table, int seconds) {
        database.once(open -> {
            execute(open, seconds, "DROP TABLE IF EXISTS " + quoted(table));
            open.createUpdate("DELETE FROM StagingTable WHERE FileID = :fileId AND Fence = :fence")
                    .bindMethods(table)
                    .execute();
        });
    }

    /** Of names that are quoted, and of numbers: no row of the table becomes a statement. */
    private String quoted(StagingTable table) {
        Vendor vendor = database.vendor();
        StringBuilder place = new StringBuilder();
        for (String part : new String[] {table.database(), table.schema()}) {
            place.append(part == null ? "" : vendor.quote(part) + ".");
        }
        return place + vendor.quote(table.name());
    }

    /** Without a template engine: quoted names may hold any sign. */
    private static void execute(Handle handle, int seconds, String sql) {
        try (Statement statement = handle.getConnection().createStatement()) {
            statement.setQueryTimeout(seconds);
            statement.execute(sql);
        } catch (SQLException e) {
            throw new StagingRefused(e);
        }
    }

    /** The database does not let a staging table be made or dropped, or not now. */
    public static final class StagingRefused extends JdbiException {
        private static final long serialVersionUID = 1L;

        StagingRefused(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
