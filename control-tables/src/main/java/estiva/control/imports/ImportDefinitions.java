package estiva.control.imports;

import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.Times;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The import definitions, each version kept; and the rule by which a file finds its own. */
@Singleton
public class ImportDefinitions {
    private static final String SELECT = "SELECT ImportName, Version, Definition, CreatedAt FROM ImportDefinition ";

    private static final RowMapper<ImportDefinition> ROW = (row, context) -> new ImportDefinition(
            row.getString("ImportName"),
            row.getInt("Version"),
            ImportSpecs.stored(row.getString("Definition")),
            Times.instant(row, "CreatedAt"));

    private static final int KEPT_VERSIONS = 1_000;

    private record Key(String importName, int version) {}

    private final Map<Key, ImportDefinition> versions = new ConcurrentHashMap<>();
    private final ControlDatabase database;

    public ImportDefinitions(ControlDatabase database) {
        this.database = database;
    }

    /** @param isNew false: the current version says the same already */
    public record Put(ImportDefinition definition, boolean isNew) {}

    /** Stores a new version if it says anything new. */
    public Put put(String importName, ImportSpec spec) {
        String text = ImportSpecs.write(spec);
        for (int attempt = 1; ; attempt++) {
            Optional<ImportDefinition> current = current(importName);
            if (current.isPresent() && ImportSpecs.write(current.get().definition()).equals(text)) {
                return new Put(current.get(), false);
            }
            int version = current.map(ImportDefinition::version).orElse(0) + 1;
            try {
                database.useTransaction(handle -> insert(handle, importName, version, spec, text));
                return new Put(version(importName, version).orElseThrow(), true);
            } catch (RuntimeException e) {
                // Two at once: the primary key let the other one be this version, so this one is compared with it.
                if (!DatabaseErrors.isDuplicateKey(e) || attempt == 5) {
                    throw e;
                }
            }
        }
    }

    private static void insert(Handle handle, String importName, int version, ImportSpec spec, String text) {
        handle.createUpdate(
                        """
                        INSERT INTO ImportDefinition (ImportName, Version, ProcessName, FileNames, Definition)
                        VALUES (:name, :version, :processName, :fileNames, :definition)""")
                .bind("name", importName)
                .bind("version", version)
                .bind("processName", spec.processName())
                .bind("fileNames", spec.fileNames())
                .bind("definition", text)
                .execute();
    }

    public Optional<ImportDefinition> current(String importName) {
        return database.read(handle -> handle.createQuery(
                        SELECT + "WHERE ImportName = :name ORDER BY Version DESC OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY")
                .bind("name", importName)
                .map(ROW)
                .findOne());
    }

    /** A version never changes, so it is read once. */
    public Optional<ImportDefinition> version(String importName, int version) {
        // By the very letters: which others are the same is for the database to say.
        Key key = new Key(importName, version);
        ImportDefinition known = versions.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<ImportDefinition> found = read(importName, version);
        if (versions.size() >= KEPT_VERSIONS) {
            versions.clear();
        }
        found.ifPresent(definition -> versions.put(key, definition));
        return found;
    }

    private Optional<ImportDefinition> read(String importName, int version) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE ImportName = :name AND Version = :version")
                .bind("name", importName)
                .bind("version", version)
                .map(ROW)
                .findOne());
    }

    /** All versions, the newest first. */
    public List<ImportDefinition> versions(String importName) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE ImportName = :name ORDER BY Version DESC")
                .bind("name", importName)
                .map(ROW)
                .list());
    }

    /** Current versions by name, those after {@code after}; null: from the first. */
    public List<ImportDefinition> list(String after, int limit) {
        return database.read(handle -> handle.createQuery(SELECT
                        + """
                          WHERE (:after IS NULL OR ImportName > :after)
                            AND Version = (SELECT MAX(v.Version) FROM ImportDefinition v
                                            WHERE v.ImportName = ImportDefinition.ImportName)
                          ORDER BY ImportName OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY""")
                .bind("after", after)
                .bind("limit", limit)
                .map(ROW)
                .list());
    }

    /**
     * The definition for a file: the one its process or itself names, else the first of its client's (by name) whose
     * pattern fits, else the one that is called like the client.
     *
     * @param importName what the file names, else its process; null: neither does
     * @return empty: there is none
     */
    public Optional<ImportDefinition> resolve(String processName, String fileName, String importName) {
        return forClient(processName).resolve(fileName, importName);
    }

    /** The same rule for many files of one client, with few questions to the database. */
    public ClientImports forClient(String processName) {
        return new ClientImports(this, processName);
    }

    List<ImportDefinition> ofClient(String processName) {
        return database.read(handle -> handle.createQuery(SELECT
                        + """
                          WHERE ProcessName = :processName AND FileNames IS NOT NULL
                            AND Version = (SELECT MAX(v.Version) FROM ImportDefinition v
                                            WHERE v.ImportName = ImportDefinition.ImportName)
                          ORDER BY ImportName""")
                .bind("processName", processName)
                .map(ROW)
                .list());
    }
}
