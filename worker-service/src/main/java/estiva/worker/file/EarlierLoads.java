package estiva.worker.file;

import estiva.control.imports.ImportColumn;
import estiva.control.load.Checkpoint;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadedRows;
import estiva.control.load.Standing;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What earlier loads have left in the way of a file, before anything of it is read. */
final class EarlierLoads {
    private static final String MARK = "${fileId}";

    private final LoadedBefore before;
    private final FileLoader loader;

    EarlierLoads(LoadedBefore before, FileLoader loader) {
        this.before = before;
        this.loader = loader;
    }

    /**
     * Whether the file may be loaded. What somebody asked to be discarded is deleted first.
     *
     * @return empty: nothing is in its way
     * @throws LoadFailure if rows are, of the file itself or of another one of its name
     */
    Optional<LoadOutcome> inTheWayOf(FileTask task) throws LoadFailure, SQLException {
        Standing standing = before.standing(task);
        if (!standing.isForced()) {
            String newer = before.newer(task);
            if (!newer.isEmpty()) {
                return Optional.of(new LoadOutcome.Overtaken(newer));
            }
        }
        if (standing.checkpoint() != null) {
            return ofItself(task, standing);
        }
        Standing.Part other = standing.other();
        if (other != null) {
            throw failure(
                    task,
                    null,
                    other.describe() + ": these rows would be there twice. Instead "
                            + wayOut(task, other.processId(), other.rowsRead())
                            + "; to load this file all the same, retry process "
                            + task.file().processId() + " with {\"force\": true}");
        }
        return Optional.empty();
    }

    private Optional<LoadOutcome> ofItself(FileTask task, Standing standing) throws LoadFailure, SQLException {
        if (standing.isToBeDiscarded()) {
            return discarded(task, standing);
        }
        if (!task.spec().commitsByRows()) {
            throw failure(
                    task,
                    standing,
                    "its first " + standing.checkpoint().rows().rowsRead() + " rows are committed, and version "
                            + task.definition().version() + " of import "
                            + task.definition().importName() + " commits whole files: give it commit.per rows again"
                            + " to load the rest, or discard these rows");
        }
        return Optional.empty();
    }

    /** As {@link #inTheWayOf}, of a file that is not there: only what somebody asked to be discarded. */
    Optional<LoadOutcome> discardOf(FileTask task) throws LoadFailure, SQLException {
        Standing standing = before.standing(task);
        boolean isAsked = standing.checkpoint() != null && standing.isToBeDiscarded();
        return isAsked ? discarded(task, standing) : Optional.empty();
    }

    private Optional<LoadOutcome> discarded(FileTask task, Standing standing) throws LoadFailure, SQLException {
        return discard(task, standing) ? Optional.empty() : Optional.of(new LoadOutcome.ClaimLost());
    }

    /** @return false: the claim is lost */
    private boolean discard(FileTask task, Standing standing) throws LoadFailure, SQLException {
        Checkpoint at = standing.checkpoint();
        try (LoadTransaction load = before.begin()) {
            String what = deleted(task, standing, load);
            return load.discard(task.run().claim(), task.file().fileId(), at, what);
        }
    }

    /** @return what was deleted, for the file's log */
    private String deleted(FileTask task, Standing standing, LoadTransaction load) throws LoadFailure, SQLException {
        LoadedRows committed = standing.checkpoint().rows();
        Optional<ImportColumn> mark = mark(task);
        if (mark.isEmpty() && standing.isForced()) {
            return "Begins again: its " + committed.rowsLoaded() + " committed rows are taken for deleted";
        }
        if (mark.isEmpty()) {
            throw failure(
                    task,
                    standing,
                    "its " + committed.rowsLoaded() + " committed rows cannot be discarded: no column of import "
                            + task.definition().importName() + " has the constant " + MARK
                            + ", which would tell them; delete them by hand and retry with {\"discard\": true,"
                            + " \"force\": true}, which then loads the whole file");
        }
        if (committed.rowsUpdated() > 0) {
            throw failure(
                    task,
                    standing,
                    "cannot be discarded: it has updated " + committed.rowsUpdated()
                            + " rows, and what they held before is not known");
        }
        long deleted = loader.deleteMarked(load.connection(), task.request(), mark.get());
        if (deleted != committed.rowsLoaded() && !standing.isForced()) {
            throw failure(
                    task,
                    standing,
                    "nothing is discarded: " + deleted + " rows have its file id in column "
                            + mark.get().target() + ", and " + committed.rowsLoaded()
                            + " were committed; {\"discard\": true, \"force\": true} deletes those that have it,"
                            + " however many they are, and takes the others for deleted");
        }
        return "Discarded: " + deleted + " rows that were committed in part";
    }

    /** The column by which the rows of a file are told from others. */
    static Optional<ImportColumn> mark(FileTask task) {
        return task.spec().columnsOrEmpty().stream()
                .filter(column -> column.constant() != null
                        && column.target() != null
                        && column.constant().strip().equals(MARK))
                .findFirst();
    }

    /** What a person can do with rows that are committed in part. */
    static String wayOut(FileTask task, long processId, long committed) {
        String discard = mark(task).isPresent()
                ? ", or with {\"discard\": true}, which deletes these rows first and loads the whole file"
                : " (where a column of the import has the constant " + MARK
                        + ", {\"discard\": true} can delete such rows)";
        return "correct the file after row " + committed + " and retry process " + processId + discard;
    }

    private static LoadFailure failure(FileTask task, Standing standing, String why) {
        Checkpoint at = standing == null ? null : standing.checkpoint();
        LoadResult nothing = at == null
                ? new LoadResult(0, 0, 0, 0, null, List.of())
                : new LoadResult(
                        at.rows().rowsRead(), at.rows().rowsLoaded(), at.rows().rowsRejected(), 0, null, List.of());
        return new LoadFailure(task.file().fileName() + ": " + why, nothing, null);
    }
}
