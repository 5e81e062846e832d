package estiva.control.allow;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/**
 * What the DBA lets imports do. No request can change it. Each list stands for itself: what is not in it is denied, and without it
 * all is allowed that the login may do. Give the registry the same values: then it warns of definitions that workers will refuse.
 */
@ConfigMapping(prefix = "estiva.worker.allow")
public interface AllowConfig {
    /**
     * Tables that imports may load, separated by commas: {@code schema.table}, {@code schema.*} or {@code database.schema.table}, then
     * after a colon the modes, such as {@code dbo.Cities:append|upsert,staging.*:append}. Modes are {@code append}, {@code upsert},
     * {@code replace} (of a scope of columns) and {@code replace-all} (with {@code scope} {@code all}). No modes: all but
     * {@code replace-all}. The word {@code none}: no table. Absent or empty: no list.
     */
    Optional<String> targets();

    /**
     * Procedures that imports may call, written as the tables, without modes: {@code dbo.AfterLoad,etl.*}. The word {@code none}: no
     * procedure. Absent or empty: no list.
     */
    Optional<String> procedures();

    /** Whether imports may delete files ({@code afterwards} {@code delete}). Absent: they may. */
    Optional<Boolean> delete();
}
