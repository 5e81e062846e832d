package estiva.control.imports;

import estiva.control.audit.Deed;
import estiva.control.client.VisibleClients;
import estiva.control.database.ControlDatabase;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.Times;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The import definitions, each version kept; and the rule by which a file finds its own. */
@Singleton
public class ImportDefinitions {
    private static final String SELECT =
            "SELECT ImportName, Version, Definition, CreatedAt, CreatedBy FROM ImportDefinition ";
    private static final String SELECT_LISTED =
            "SELECT ImportName, Version, ProcessName, FileNames, CreatedAt, CreatedBy FROM ImportDefinition ";

    private static final RowMapper<ImportDefinition> ROW = (row, context) -> new ImportDefinition(
            row.getString("ImportName"),
            row.getInt("Version"),
            ImportSpecs.stored(row.getString("ImportName"), row.getInt("Version"), row.getString("Definition")),
            Times.instant(row, "CreatedAt"),
            row.getString("CreatedBy"));

    private static final int TRIES = 100;

    private static final int MOST_OVERLAPS = 20;

    private final KnownVersions known = new KnownVersions();
    private final ControlDatabase database;

    public ImportDefinitions(ControlDatabase database) {
        this.database = database;
    }

    /** @param isNew false: the current version says the same already */
    public record Put(ImportDefinition definition, boolean isNew) {}

    private record Current(String importName, int version, String text) {

        boolean says(String canonical) {
            try {
                return text.equals(canonical)
                        || ImportSpecs.write(ImportSpecs.stored(importName, version, text))
                                .equals(canonical);
            } catch (UnusableDefinition e) {
                return false;
            }
        }
    }

    /** Stores a new version if it says anything new. Of several at once, one comes after the other. */
    public Put put(String importName, ImportSpec spec, Deed deed) {
        return putIf(importName, spec, version -> true, deed).orElseThrow();
    }

    /**
     * As {@link #put}, on a condition that still holds at the moment of the change.
     *
     * @param condition on the number of the current version; 0: there is none
     * @return empty: the condition did not hold
     */
    public Optional<Put> putIf(String importName, ImportSpec spec, IntPredicate condition, Deed deed) {
        String text = ImportSpecs.write(spec);
        for (int attempt = 1; ; attempt++) {
            Optional<Current> current = currentText(importName);
            int version = current.map(Current::version).orElse(0);
            if (!condition.test(version)) {
                return Optional.empty();
            }
            if (current.isPresent() && current.get().says(text)) {
                return version(importName, version).map(same -> new Put(same, false));
            }
            // As the versions before it: what the collation takes for equal is one import in the ledger's keys too.
            String ownName = current.map(Current::importName).orElse(importName);
            NewVersion made = new NewVersion(ownName, version + 1, spec, text);
            try {
                database.useTransaction(
                        handle -> made.insert(handle, current.map(Current::text).orElse(null), deed));
                return version(importName, version + 1).map(stored -> new Put(stored, true));
            } catch (RuntimeException e) {
                // Two at once: the primary key let the other one be this version, so this one is compared with it.
                if (!DatabaseErrors.isDuplicateKey(e) || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** The number of the current version; 0: there is none. */
    public int currentVersion(String importName) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COALESCE(MAX(Version), 0) FROM ImportDefinition WHERE ImportName = :name")
                .bind("name", importName)
                .mapTo(Integer.class)
                .one());
    }

    private Optional<Current> currentText(String importName) {
        return newest(
                importName,
                (row, context) ->
                        new Current(row.getString("ImportName"), row.getInt("Version"), row.getString("Definition")));
    }

    public Optional<ImportDefinition> current(String importName) {
        return newest(importName, ROW);
    }

    /** The one that is called like the client, unless it is another client's. */
    Optional<ImportDefinition> calledLike(String processName) {
        return database.read(handle -> handle.createQuery(SELECT + """
                          WHERE ImportName = :name AND (ProcessName IS NULL OR ProcessName = :name)
                            AND Version = (SELECT MAX(v.Version) FROM ImportDefinition v WHERE v.ImportName = :name)""")
                .bind("name", processName)
                .map(ROW)
                .findOne());
    }

    private <T> Optional<T> newest(String importName, RowMapper<T> mapper) {
        return database.read(handle -> handle.createQuery(
                        SELECT + "WHERE ImportName = :name ORDER BY Version DESC OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY")
                .bind("name", importName)
                .map(mapper)
                .findOne());
    }

    /** A version never changes, so it is read once. */
    public Optional<ImportDefinition> version(String importName, int version) {
        return known.find(importName, version, () -> read(importName, version));
    }

    private Optional<ImportDefinition> read(String importName, int version) {
        return database.read(handle -> handle.createQuery(SELECT + "WHERE ImportName = :name AND Version = :version")
                .bind("name", importName)
                .bind("version", version)
                .map(ROW)
                .findOne());
    }

    /** Versions, the newest first, those before {@code before}; null: from the newest. */
    public List<ImportVersion> versions(String importName, Integer before, int limit, VisibleClients clients) {
        return database.read(handle -> clients.bind(handle.createQuery(SELECT_LISTED + """
                          WHERE ImportName = :name AND Version < :before AND""" + visible(clients) + """
                          ORDER BY Version DESC OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY"""))
                .bind("name", importName)
                .bind("before", before == null ? Integer.MAX_VALUE : before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(ImportVersion.class))
                .list());
    }

    /** Those of these clients and those of no client. */
    private static String visible(VisibleClients clients) {
        return " (ProcessName IS NULL OR " + clients.condition("ProcessName") + ") ";
    }

    /** Current versions by name, those after {@code after}; null: from the first. */
    public List<ImportVersion> list(String after, int limit, VisibleClients clients) {
        return database.read(handle -> clients.bind(handle.createQuery(SELECT_LISTED + """
                          WHERE (:after IS NULL OR ImportName > :after) AND""" + visible(clients) + """
                            AND Version = (SELECT MAX(v.Version) FROM ImportDefinition v
                                            WHERE v.ImportName = ImportDefinition.ImportName)
                          ORDER BY ImportName OFFSET 0 ROWS FETCH NEXT :limit ROWS ONLY"""))
                .bind("after", after)
                .bind("limit", limit)
                .map(ConstructorMapper.of(ImportVersion.class))
                .list());
    }

    /**
     * The definition for a file: the one that it or its process names, otherwise the one of its client's whose pattern
     * fits and has the most characters that are no stars and question marks (the first of them by name), otherwise the one that is called like the client.
     *
     * @param importName what the file names, otherwise its process; null: neither does
     * @return empty: there is none
     */
    public Optional<ImportDefinition> resolve(String processName, String fileName, String importName) {
        return forClient(processName).resolve(fileName, importName);
    }

    /** The same rule for many files of one client, with few questions to the database. */
    public ClientImports forClient(String processName) {
        return new ClientImports(this, processName);
    }

    /** What the fileNames of the definition, and those of others of its client, both fit: each a sentence. */
    public List<String> overlaps(ImportDefinition definition) {
        ImportSpec spec = definition.definition();
        if (spec.processName() == null || spec.fileNames() == null) {
            return List.of();
        }
        NamePattern own = NamePattern.of(spec.fileNames());
        List<ImportVersion> all = ofClient(spec.processName());
        int place = 0;
        while (place < all.size() && !all.get(place).importName().equalsIgnoreCase(definition.importName())) {
            place++;
        }
        List<String> overlaps = new ArrayList<>();
        for (int i = 0; i < all.size() && overlaps.size() < MOST_OVERLAPS; i++) {
            ImportVersion other = all.get(i);
            NamePattern pattern = NamePattern.of(other.fileNames());
            if (i != place && own.overlaps(pattern)) {
                boolean isOwn = own.literals() == pattern.literals() ? place < i : own.literals() > pattern.literals();
                overlaps.add("fileNames " + spec.fileNames() + " and " + other.fileNames() + " of import "
                        + other.importName() + " can both fit a file; it takes import "
                        + (isOwn ? definition.importName() : other.importName()));
            }
        }
        return overlaps;
    }

    List<ImportVersion> ofClient(String processName) {
        return database.read(handle -> handle.createQuery(SELECT_LISTED + """
                          WHERE ProcessName = :processName AND FileNames IS NOT NULL
                            AND Version = (SELECT MAX(v.Version) FROM ImportDefinition v
                                            WHERE v.ImportName = ImportDefinition.ImportName)
                          ORDER BY ImportName""")
                .bind("processName", processName)
                .map(ConstructorMapper.of(ImportVersion.class))
                .list());
    }
}
