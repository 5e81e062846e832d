package estiva.control.inbox;

import estiva.control.audit.Deed;
import estiva.control.client.Clients;
import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.InList;
import estiva.control.process.NewProcess;
import estiva.control.process.Registrations;
import estiva.control.text.Sha256;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Registers what arrives in the inbox: each file once, however many registries see it and however often they start. */
@Singleton
public class InboxFiles {
    private static final Deed DEED = new Deed("inbox", "inbox", null);
    private static final int KEYS_A_QUESTION = 500;

    private final ControlDatabase database;
    private final Clients clients;

    public InboxFiles(ControlDatabase database, Clients clients) {
        this.database = database;
        this.clients = clients;
    }

    /**
     * A file as it was seen; another size, time or version under the same path is another file.
     *
     * @param version null: where files lie in folders, size and time must do
     */
    public record InboxFile(String path, long size, Instant modifiedAt, String version) {
        public InboxFile {
            modifiedAt = modifiedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        String key() {
            return Sha256.of(
                    path + "\n" + size + "\n" + modifiedAt.toEpochMilli() + (version == null ? "" : "\n" + version));
        }
    }

    /** Those of the files that were registered before. */
    public Set<InboxFile> registered(Collection<InboxFile> files) {
        Set<InboxFile> registered = new HashSet<>();
        List<InboxFile> all = List.copyOf(files);
        for (int from = 0; from < all.size(); from += KEYS_A_QUESTION) {
            List<InboxFile> some = all.subList(from, Math.min(all.size(), from + KEYS_A_QUESTION));
            Set<String> keys = database.read(handle -> new HashSet<>(handle.createQuery(
                            "SELECT PathKey FROM InboxFile WHERE PathKey IN (<keys>)")
                    .bindList(
                            "keys", InList.of(some.stream().map(InboxFile::key).toList()))
                    .mapTo(String.class)
                    .list()));
            some.stream().filter(file -> keys.contains(file.key())).forEach(registered::add);
        }
        return registered;
    }

    /** @return the process; empty: the file was registered before, perhaps by another registry a moment ago */
    public OptionalLong register(InboxFile file, NewProcess process) {
        clients.ensure(process.processName(), DEED);
        try {
            return OptionalLong.of(database.inTransaction(handle -> {
                long processId =
                        Registrations.insert(handle, process, null, DEED).processId();
                insert(handle, file, processId);
                return processId;
            }));
        } catch (RuntimeException e) {
            if (DatabaseErrors.isDuplicateKey(e)) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    private static void insert(Handle handle, InboxFile file, long processId) {
        handle.createUpdate("""
                        INSERT INTO InboxFile (PathKey, Path, SizeBytes, ModifiedAt, ProcessID)
                        VALUES (:key, :path, :size, :modifiedAt, :processId)""")
                .bindMethods(file)
                .bind("key", file.key())
                .bind("processId", processId)
                .execute();
    }
}
