package estiva.control.load;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What is still to be done with files that are loaded: each is moved or deleted, at least once. */
@Singleton
public class PutAways {
    /** How long the worker that takes it has for it, before another one does. */
    private static final int TURN_SECONDS = 300;

    private static final int SOME = 100;

    private final ControlDatabase database;

    public PutAways(ControlDatabase database) {
        this.database = database;
    }

    /**
     * A file that is to be put away.
     *
     * @param importName with its version: what loaded the file, and says what becomes of it
     * @param contentHash of the file as loaded
     * @param attempt how many tries there were
     */
    public record PutAway(
            long putAwayId,
            long fileId,
            String directory,
            String fileName,
            String importName,
            int importVersion,
            String contentHash,
            int attempt) {}

    /**
     * The worker that writes it has the first turn.
     *
     * @param folder for people who look at the row, and for workers of the release before; no other worker reads it
     */
    static void insert(Handle handle, long fileId, String folder, String contentHash) {
        handle.createUpdate("""
                        INSERT INTO PutAway (FileID, Folder, ContentHash, NotBefore)
                        VALUES (:fileId, :folder, :contentHash, DATEADD(SECOND, :turn, <now>))""")
                .bind("fileId", fileId)
                .bind("folder", folder)
                .bind("contentHash", contentHash)
                .bind("turn", TURN_SECONDS)
                .execute();
    }

    /**
     * Some of those whose worker has let its turn pass. A file that is to be loaded once more is left where it is. Where the
     * file is, what it held and what loaded it is what its own row says: as committed, for nothing asks it again. A row that
     * somebody holds is left to a later look.
     */
    public List<PutAway> due() {
        return database.read(handle -> handle.createQuery("""
                        SELECT TOP (:some) p.PutAwayID, p.FileID, f.Directory, f.FileName, f.ImportName, f.ImportVersion,
                               f.ContentHash, p.Attempt
                          FROM PutAway p <skipLocked> JOIN FileParameters f <skipLocked> ON f.FileID = p.FileID
                         WHERE p.NotBefore <= <now> AND f.Status = 'Completed' AND f.ImportName IS NOT NULL
                           AND f.ImportVersion IS NOT NULL AND f.ContentHash IS NOT NULL
                         ORDER BY p.PutAwayID""")
                .bind("some", SOME)
                .map(ConstructorMapper.of(PutAway.class))
                .list());
    }

    /** @return false if another worker was quicker */
    public boolean take(PutAway due) {
        return database.inTransaction(handle -> handle.createUpdate("""
                                UPDATE PutAway SET Attempt = Attempt + 1, NotBefore = DATEADD(SECOND, :turn, <now>)
                                 WHERE PutAwayID = :putAwayId AND Attempt = :attempt""")
                        .bindMethods(due)
                        .bind("turn", TURN_SECONDS)
                        .execute())
                == 1;
    }

    /** Nothing is left to do with the file. */
    public void end(long fileId) {
        database.useTransaction(handle -> handle.createUpdate("DELETE FROM PutAway WHERE FileID = :fileId")
                .bind("fileId", fileId)
                .execute());
    }
}
