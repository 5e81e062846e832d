package estiva.control.imports;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.ImportSpec.Mode;
import estiva.control.imports.InvalidSpec.Violation;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the schema cannot say of how rows become visible: members that go with one mode only. */
final class PublicationCheck {

    private PublicationCheck() {}

    static void check(ImportSpec spec, List<Violation> found) {
        checkScope(spec, found);
        checkKeys(spec, found);
        checkCommit(spec, found);
        checkTriggers(spec, found);
        if (spec.parallelFilesOrDefault() > 1 && spec.modeOrDefault() == Mode.replace) {
            found.add(new Violation(
                    "parallelFiles",
                    "must be 1 in mode replace: files replace the same rows, and the last one must win"));
        }
    }

    /** Rows that were staged come into the table by an INSERT, which its triggers always see. */
    private static void checkTriggers(ImportSpec spec, List<Violation> found) {
        if (spec.skipsTriggers() && (spec.needsStaging() || spec.commitsByRows())) {
            found.add(new Violation(
                    "triggers",
                    "can be skipped only in mode append, with commit.per file and without procedures.afterFile: the rows"
                            + " of all others go through a staging table, and the INSERT from there fires the table's"
                            + " triggers"));
        }
    }

    private static void checkCommit(ImportSpec spec, List<Violation> found) {
        boolean hasRows = spec.commit() != null && spec.commit().rows() != null;
        if (spec.commitsByRows() && !hasRows) {
            found.add(new Violation("commit.rows", "must say how many rows are committed together"));
        } else if (!spec.commitsByRows() && hasRows) {
            found.add(new Violation("commit.rows", "goes with commit.per rows only"));
        }
        if (spec.commitsByRows() && spec.minRowsOrDefault() > 0 && spec.modeOrDefault() != Mode.replace) {
            found.add(new Violation(
                    "minRows",
                    "must be 0 with commit.per rows: its first rows are committed before the last are counted"));
        }
        if (spec.commitsByRows() && spec.modeOrDefault() == Mode.replace) {
            found.add(new Violation("commit.per", "must be file in mode replace: a scope is replaced at once"));
        }
    }

    /** Whose rows are deleted is never guessed: the whole table only when that is written out. */
    private static void checkScope(ImportSpec spec, List<Violation> found) {
        JsonNode scope = spec.scope();
        if (spec.modeOrDefault() != Mode.replace) {
            if (scope != null) {
                found.add(new Violation("scope", "goes with mode replace only"));
            }
        } else if (scope == null) {
            found.add(new Violation(
                    "scope",
                    "must say which rows a file replaces: columns with constants, such as"
                            + " {\"ClientID\": \"${processName}\"}, or \"all\" for the whole table"));
        } else {
            spec.scopeColumns().forEach((column, constant) -> {
                for (String name : Placeholder.unknownIn(constant)) {
                    found.add(new Violation(
                            "scope." + column,
                            "has ${" + name + "}; there are " + Arrays.toString(Placeholder.values())));
                }
            });
        }
    }

    private static void checkKeys(ImportSpec spec, List<Violation> found) {
        boolean isUpsert = spec.modeOrDefault() == Mode.upsert;
        if (isUpsert && spec.keysOrEmpty().isEmpty()) {
            found.add(new Violation("keys", "must name the columns that identify a row in mode upsert"));
        } else if (!isUpsert && !spec.keysOrEmpty().isEmpty()) {
            found.add(new Violation("keys", "go with mode upsert only"));
        }
        if (!isUpsert && spec.duplicateKeys() != null) {
            found.add(new Violation("duplicateKeys", "goes with mode upsert only"));
        }
        Set<String> names = new HashSet<>();
        for (String key : spec.keysOrEmpty()) {
            if (!names.add(key.toLowerCase(Locale.ROOT))) {
                found.add(new Violation("keys", "names " + key + " twice"));
            }
        }
    }
}
