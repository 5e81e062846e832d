package estiva.control.load;

import estiva.control.process.Claim;
import org.jdbi.v3.core.Handle;

/**
 * What a file's load finds of earlier loads, before it begins.
 *
 * @param checkpoint how far the file is itself; null: nothing of it is committed
 * @param rows what is committed of it; null: an earlier release committed it, which kept no hash of them
 * @param isForced whether somebody has asked to load it all the same
 * @param isToBeDiscarded whether somebody has asked to delete its rows that are committed in part
 * @param other another file of the same name, whose rows would be there twice; null: none
 */
public record Standing(Checkpoint checkpoint, RowsSoFar rows, boolean isForced, boolean isToBeDiscarded, Part other) {

    /** @param nameKey empty: other files of the name do no harm */
    static Standing of(Handle handle, Claim claim, long fileId, String nameKey) {
        Standing own = handle.createQuery("""
                        SELECT f.[Checkpoint], l.RowsRead, l.RowsHash, p.Forced, p.Discards
                          FROM FileParameters f JOIN FileControl p ON p.ProcessID = f.ProcessID
                          LEFT JOIN PartialLoad l ON l.FileID = f.FileID
                         WHERE f.FileID = :fileId AND f.ProcessID = :processId""")
                .bindMethods(claim)
                .bind("fileId", fileId)
                .map((row, context) -> {
                    String checkpoint = row.getString("Checkpoint");
                    String hash = row.getString("RowsHash");
                    return new Standing(
                            checkpoint == null || checkpoint.isEmpty() ? null : Checkpoint.parse(checkpoint),
                            hash == null ? null : new RowsSoFar(row.getLong("RowsRead"), hash),
                            row.getBoolean("Forced"),
                            row.getBoolean("Discards"),
                            null);
                })
                .one();
        boolean mayBeTwice = !nameKey.isEmpty() && own.checkpoint() == null && !own.isForced();
        return mayBeTwice ? own.beside(PartialLoads.ofTheSameName(handle, fileId, nameKey)) : own;
    }

    private Standing beside(Part found) {
        return new Standing(checkpoint, rows, isForced, isToBeDiscarded, found);
    }

    /** Another file, of which some rows are committed and the others are not. */
    public record Part(long fileId, long processId, long rowsRead) {
        /** For a message. */
        public String describe() {
            return "the first " + rowsRead + " rows of a file of this name (file " + fileId + " of process " + processId
                    + ") are committed, and its rest is not";
        }
    }
}
