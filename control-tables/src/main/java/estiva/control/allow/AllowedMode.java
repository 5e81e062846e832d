package estiva.control.allow;

import estiva.control.imports.ImportSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A mode as the lists know it: to empty a whole table is one of its own. */
public enum AllowedMode {
    APPEND("append"),
    UPSERT("upsert"),
    REPLACE("replace"),
    REPLACE_ALL("replace-all");

    /** What an entry without modes allows: nobody means a whole table without saying it. */
    static final Set<AllowedMode> USUAL = EnumSet.complementOf(EnumSet.of(REPLACE_ALL));

    private final String word;

    AllowedMode(String word) {
        this.word = word;
    }

    static Optional<AllowedMode> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    /** What an import would do to its table. Without columns in its scope that is the whole table, whatever the scope says. */
    public static AllowedMode of(ImportSpec spec) {
        return switch (spec.modeOrDefault()) {
            case append -> APPEND;
            case upsert -> UPSERT;
            case replace -> spec.scopeColumns().isEmpty() ? REPLACE_ALL : REPLACE;
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
