package estiva.control.process;

import estiva.control.audit.Act;
import estiva.control.audit.Audits;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import estiva.control.client.Clients;
import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Registers processes with their files: all of one or nothing, once per idempotency key. */
@Singleton
public class Registrations {
    private final ControlDatabase database;
    private final Clients clients;

    public Registrations(ControlDatabase database, Clients clients) {
        this.database = database;
        this.clients = clients;
    }

    /** What became of a registration. */
    public sealed interface Outcome {}

    /** @param isNew false: an earlier request with this key registered it */
    public record Registered(long processId, boolean isNew) implements Outcome {}

    /** The key came before, with other content. */
    public record KeyReused(long processId) implements Outcome {}

    /** The idempotency key of a request and the hash of its body. */
    public record RequestKey(String key, String bodyHash) {}

    /** @param request null: the caller sent no key, every call registers again */
    public Outcome register(NewProcess process, RequestKey request, Deed deed) {
        if (request != null) {
            Optional<Outcome> before = earlier(request);
            if (before.isPresent()) {
                return before.get();
            }
        }
        clients.ensure(process.processName(), deed);
        try {
            return database.inTransaction(handle -> insert(handle, process, request, deed));
        } catch (RuntimeException e) {
            // Two requests with one key at once: the primary key let one through, this one answers with it.
            if (request != null && DatabaseErrors.isDuplicateKey(e)) {
                return earlier(request).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    /** What an earlier request with this key came to; empty: there was none. */
    public Optional<Outcome> earlier(RequestKey request) {
        return database.read(handle -> handle.createQuery(
                        "SELECT ProcessID, BodyHash FROM Registration WHERE RequestKey = :key")
                .bind("key", request.key())
                .map((row, context) -> row.getString("BodyHash").equals(request.bodyHash())
                        ? (Outcome) new Registered(row.getLong("ProcessID"), false)
                        : new KeyReused(row.getLong("ProcessID")))
                .findOne());
    }

    public static Registered insert(Handle handle, NewProcess process, RequestKey request, Deed deed) {
        long processId = handle.createUpdate("""
                        INSERT INTO FileControl (ProcessName, Status, Priority, NotBefore, MaxAttempts, ImportName,
                                                 ImportVersion, RegisteredBy, Tracking)
                        SELECT c.ProcessName, 'Pending', :priority, :notBefore, COALESCE(:maxAttempts, c.MaxAttempts),
                               :importName, :importVersion, :registeredBy, 1
                          FROM Client c WHERE c.ProcessName = :processName""")
                .bindMethods(process)
                .executeAndReturnGeneratedKeys("ProcessID")
                .mapTo(Long.class)
                .one();
        if (request != null) {
            handle.createUpdate("""
                            INSERT INTO Registration (RequestKey, BodyHash, ProcessID)
                            VALUES (:key, :bodyHash, :processId)""")
                    .bindMethods(request)
                    .bind("processId", processId)
                    .execute();
        }
        List<NewProcess.NewFile> files = process.files();
        for (int from = 0; from < files.size(); from += FileParts.MOST) {
            insert(handle, processId, files.subList(from, Math.min(files.size(), from + FileParts.MOST)));
        }
        Act act = new Act("process.register", "process", String.valueOf(processId), process.processName());
        Audits.done(handle, deed, act, Changed.to(Map.of("files", files.size())));
        ClientQueue.arrived(handle, process.processName(), process.notBefore());
        return new Registered(processId, true);
    }

    /**
     * No more in a batch than a statement should lock, also where a driver's setting makes one statement of a batch: near 5,000 locks
     * become the table's. They are counted for each statement and each table that it names, not for the transaction:
     * https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation
     */
    private static void insert(Handle handle, long processId, List<NewProcess.NewFile> files) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO FileParameters (ProcessID, FileName, Directory, ImportName, ImportVersion, Parameter1,
                                            Parameter2, Status, Tracking)
                VALUES (:processId, :fileName, :directory, :importName, :importVersion, :parameter1,
                        :parameter2, 'Pending', 1)""");
        files.forEach(
                file -> batch.bindMethods(file).bind("processId", processId).add());
        batch.execute();
    }
}
