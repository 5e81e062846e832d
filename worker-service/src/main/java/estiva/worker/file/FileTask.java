package estiva.worker.file;

import estiva.control.files.SourceFile;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpec.Afterwards;
import estiva.control.imports.ImportSpec.Mode;
import estiva.control.load.LedgerEntry;
import estiva.control.load.LoadPlace;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import estiva.control.load.LoadedRows;
import estiva.control.load.ProcedureCalls.Wanted;
import estiva.control.load.RejectedRow;
import estiva.control.process.ClaimedFile;
import estiva.worker.claim.Run;
import estiva.worker.load.LoadRequest;
import estiva.worker.load.LoadResult;
import estiva.worker.load.Reject;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.Stop;
import estiva.worker.write.TablePlace;
import estiva.worker.write.TargetName;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One file with all that its load needs: the claim, the definition, the file itself.
 *
 * @param source null: there is no such file
 * @param memory null while nothing is read of it
 */
public record FileTask(Run run, ClaimedFile file, ImportDefinition definition, SourceFile source, MemoryShare memory) {

    private static final long SMALL = 256 * 1024;

    /** Loaded in a moment, whatever it holds. A file that is not there any more is found to be so when it is opened. */
    public boolean isSmall() {
        try {
            return spec().isPlainAppend() && source.size() < SMALL;
        } catch (IOException e) {
            return true;
        }
    }

    /** The same, to be read. */
    public FileTask with(MemoryShare share) {
        return new FileTask(run, file, definition, source, share);
    }

    /** One that may last is written down, so that its session can be ended if the worker is lost. */
    LoadTransaction begin(LoadTransactions loads) {
        return isSmall() ? loads.begin() : loads.begin(run.claim(), file.fileId());
    }

    /** What ends its reading: the process was cancelled, its lease is lost, or the worker stops. */
    public Stop stop() {
        return run::shouldStop;
    }

    public ImportSpec spec() {
        return definition.definition();
    }

    /** Whether something becomes of the file when its load has ended. */
    boolean isPutAway() {
        return spec().afterwardsOrDefault() != Afterwards.leave;
    }

    /** What its import wants to run once the process is Completed: one procedure, or none. */
    public List<Wanted> afterProcess() {
        String procedure = spec().proceduresOrNone().afterProcess();
        return procedure == null ? List.of() : List.of(new Wanted(run.claim(), procedure));
    }

    /** Whether its content may be loaded more than once. */
    boolean mayRepeat() {
        return spec().duplicatesOrDefault() == ImportSpec.Duplicates.allow;
    }

    /** Where it goes, as its definition writes it: enough for what is told by the place and not by the content. */
    LedgerEntry entry() {
        return entry(spec().target());
    }

    LedgerEntry entry(String target) {
        return new LedgerEntry(
                run.claim().processName(),
                definition.importName(),
                definition.version(),
                target,
                file.parameter1(),
                file.parameter2(),
                mayRepeat(),
                place());
    }

    private LoadPlace place() {
        TablePlace table = TargetName.placeOf(spec().target());
        Map<String, String> scope = new HashMap<>();
        spec().scopeColumns()
                .forEach((column, value) -> scope.put(column, request().filled(value)));
        String name = file.fileName();
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        boolean isAppend = spec().modeOrDefault() == Mode.append;
        return new LoadPlace(table.database(), table.schema(), table.table(), scope, base, isAppend);
    }

    public LoadRequest request() {
        return new LoadRequest(
                source,
                file.fileName(),
                run.claim().processName(),
                file.parameter1(),
                file.parameter2(),
                spec(),
                memory,
                file.fileId());
    }

    static LoadedRows rows(LoadResult result) {
        return new LoadedRows(
                result.rowsRead(),
                result.rowsLoaded(),
                result.rowsUpdated(),
                result.rowsSkipped(),
                result.rowsDeleted(),
                result.rowsRejected(),
                result.sizeBytes(),
                result.contentHash());
    }

    static List<RejectedRow> rejects(LoadResult result) {
        Stream<RejectedRow> header =
                result.rejects().isEmpty() || result.header().isEmpty()
                        ? Stream.of()
                        : Stream.of(RejectedRow.header(result.header()));
        return Stream.concat(header, result.rejects().stream().map(FileTask::reject))
                .toList();
    }

    private static RejectedRow reject(Reject it) {
        return new RejectedRow(it.row(), it.line(), it.column(), it.value(), it.reason(), it.rawText());
    }
}
