package estiva.control.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a file becomes rows: the content of one version of an import definition, as clients PUT it.
 *
 * <p>The record mirrors the JSON, member for member; what is absent there is null here, and the accessors
 * {@code ...OrDefault} say what that means. {@link ImportSpecs} reads and checks it.
 *
 * @param target the table, {@code schema.table} or {@code table}, optionally with a database of the same instance
 *     before it; must exist when a file loads
 * @param processName the client whose files this definition serves by {@code fileNames}; null: any that names it
 * @param fileNames pattern of file names with {@code *} and {@code ?}, compared without case
 * @param format how the file is written
 * @param columns which column of the file goes where; null or empty: every header name is a target column's name
 * @param mode how rows meet what is in the table; null: append
 * @param scope of replace: {@code "all"}, or columns with constants, which say whose rows the file replaces
 * @param keys of upsert: columns on exactly which the table has a unique index
 * @param duplicateKeys of upsert: what happens to rows of a file that have the same key; null: reject
 * @param rejects how many bad rows a file may have; null: none
 * @param duplicates what happens to a file whose content was loaded before; null: refuse for append, otherwise allow
 * @param headers how a source's name finds its column in the file's header; null: exact
 * @param unknownColumns what happens to columns of the file that go nowhere; null: ignored where {@code columns} says
 *     which are loaded, refused where the header does
 * @param retry how a failed load is tried again; what is absent there is as its client has it
 * @param procedures of the database that run with a load; null: none
 * @param afterwards what becomes of a file that has ended; null: it stays
 * @param triggers whether those of the table run for a file's rows; null: fire
 * @param minRows good rows that a file must have to be loaded; null: 1 in mode replace, otherwise 0
 * @param order whether an older file may be loaded after a newer one; null: keep, in mode append free
 * @param onFailedFile what becomes of the files after one that has failed for good; null: they are loaded
 * @param parallelFiles files of one process that may be loaded at once, in no certain order; null: one after the other
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportSpec(
        String target,
        String processName,
        String fileNames,
        FileFormat format,
        List<ImportColumn> columns,
        Mode mode,
        JsonNode scope,
        List<String> keys,
        DuplicateKeys duplicateKeys,
        Rejects rejects,
        Commit commit,
        Duplicates duplicates,
        Headers headers,
        UnknownColumns unknownColumns,
        Retry retry,
        Procedures procedures,
        Afterwards afterwards,
        Triggers triggers,
        Integer parallelFiles,
        Long minRows,
        LoadOrder order,
        OnFailedFile onFailedFile) {

    public FileFormat formatOrDefault() {
        return format == null ? FileFormat.DEFAULT : format;
    }

    public List<ImportColumn> columnsOrEmpty() {
        return columns == null ? List.of() : columns;
    }

    public Mode modeOrDefault() {
        return mode == null ? Mode.append : mode;
    }

    /** Whether a file's rows only come to those of the table, all at once: small files may then share a transaction. */
    @JsonIgnore
    public boolean isPlainAppend() {
        return !needsStaging() && !commitsByRows() && !skipsTriggers() && afterwardsOrDefault() == Afterwards.leave;
    }

    public Triggers triggersOrDefault() {
        return triggers == null ? Triggers.fire : triggers;
    }

    /** Whether only a bulk copy will do, straight into the table. */
    public boolean skipsTriggers() {
        return triggersOrDefault() == Triggers.skip;
    }

    /** Whether a file goes through a staging table whatever its size. */
    public boolean needsStaging() {
        return modeOrDefault() != Mode.append || proceduresOrNone().afterFile() != null;
    }

    public Procedures proceduresOrNone() {
        return procedures == null ? new Procedures(null, null) : procedures;
    }

    public Afterwards afterwardsOrDefault() {
        return afterwards == null ? Afterwards.leave : afterwards;
    }

    public int parallelFilesOrDefault() {
        return parallelFiles == null ? 1 : parallelFiles;
    }

    /** A file without rows would empty what it replaces: nobody means that without saying it. */
    public long minRowsOrDefault() {
        return minRows == null ? modeOrDefault() == Mode.replace ? 1 : 0 : minRows;
    }

    /** Rows that only come to others are the same in any order; those that take the place of others are not. */
    public boolean keepsOrder() {
        return order == null ? modeOrDefault() != Mode.append : order == LoadOrder.keep;
    }

    /** Whether the files of a process wait after one of this import that has failed for good. */
    public boolean stopsAfterFailure() {
        return onFailedFile == OnFailedFile.stop;
    }

    public boolean commitsByRows() {
        return commit != null && commit.per() == Per.rows;
    }

    /** Columns and their constants: the rows of the table that a file replaces. */
    public Map<String, String> scopeColumns() {
        Map<String, String> columns = new LinkedHashMap<>();
        if (scope != null) {
            scope.fields()
                    .forEachRemaining(field ->
                            columns.put(field.getKey(), field.getValue().asText()));
        }
        return columns;
    }

    public List<String> keysOrEmpty() {
        return keys == null ? List.of() : keys;
    }

    public DuplicateKeys duplicateKeysOrDefault() {
        return duplicateKeys == null ? DuplicateKeys.reject : duplicateKeys;
    }

    public Rejects rejectsOrDefault() {
        return rejects == null ? new Rejects(null, null) : rejects;
    }

    public Duplicates duplicatesOrDefault() {
        Duplicates absent = modeOrDefault() == Mode.append ? Duplicates.refuse : Duplicates.allow;
        return duplicates == null ? absent : duplicates;
    }

    public Retry retryOrDefault() {
        return retry == null ? new Retry(null, null, null, null) : retry;
    }

    public boolean forgivesHeaders() {
        return headers == Headers.forgiving;
    }

    public boolean refusesUnknownColumns() {
        return unknownColumns == null ? columnsOrEmpty().isEmpty() : unknownColumns == UnknownColumns.refuse;
    }

    /**
     * @param per null: file
     * @param rows of the file, bad ones too, that are committed together where {@code per} says so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Commit(Per per, Long rows) {}

    /**
     * Each null: as the client has it.
     *
     * @param maxAttempts how often a process is tried whose registration does not say it itself; of
     * several imports of one process the greatest
     * @param delaySeconds before the second attempt; doubles with each one
     * @param maxDelaySeconds the longest delay
     * @param missingFiles whether a missing file is tried again like other failures
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Retry(Integer maxAttempts, Integer delaySeconds, Integer maxDelaySeconds, Boolean missingFiles) {}

    /**
     * Each null: none does.
     *
     * @param afterFile runs in the transaction that publishes a file, with the file's id as @FileID
     * @param afterProcess runs in a transaction of its own once the process is Completed, with the process's id as
     *     @ProcessID
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Procedures(String afterFile, String afterProcess) {}

    /** What becomes of a file that is loaded, or has failed for good. */
    public enum Afterwards {
        /** It stays where it is. */
        leave,
        /** To {@code done} or {@code failed} below the file root. */
        move,
        /** If it is loaded; one that failed goes to {@code failed}. */
        delete
    }

    /** How rows meet what is in the table. */
    public enum Mode {
        /** They come to what is there. */
        append,
        /** They take the place of the rows in the import's scope. */
        replace,
        /** They take the place of rows of the same key, or come to what is there. */
        upsert
    }

    /** What happens to rows of one file that have the same key. */
    public enum DuplicateKeys {
        /** The first one counts. */
        first,
        /** The last one counts. */
        last,
        /** None of them does: each is a bad row. */
        reject
    }

    /** The unit that is committed. */
    public enum Per {
        /** All rows of a file or none. */
        file,
        /** So many rows at a time: what is committed stays, and a load that was cut off resumes after it. */
        rows
    }

    /** What happens to a file whose content was loaded before for the same client, import, target and parameters. */
    public enum Duplicates {
        refuse,
        skip,
        allow
    }
}
