package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * With READ_COMMITTED_SNAPSHOT off, SQL Server's readers wait for writers, and one open transaction of a script would hold up
 * whatever reads its rows. No database here shows that, so every statement that reads control tables is listed with how it reads
 * them. Whoever adds one decides whether it may wait.
 */
class LookTextsTest {
    private static final Pattern READ = Pattern.compile("(?<!DELETE )\\b(?:FROM|JOIN)\\s+(\\w+|<table>)"
            + "(?:\\s+(?!WHERE|ON|JOIN|ORDER|SET|UNION)\\w+)?(?:\\s+<(dirty|skipLocked)>)?");

    /**
     * Those of loops, sweeps and chores, who have others to serve. Skipped: a locked row is not seen, and comes later. Dirty: it
     * is seen as it is just now, where one that is not seen would be overtaken, taken for lost, or taken for missing. What
     * was found dirty is asked again by a guarded statement, or only shown or counted.
     */
    private static final String LOOKS = """
            Adoption.reopened -> FileControl skipLocked, FileParameters skipLocked
            Adoption.strangers -> FileControl skipLocked, FileParameters dirty, FileParameters skipLocked
            Alerts.clearEnded -> FileControl skipLocked
            Alerts.clearRetried -> FileControl skipLocked
            Claims.of -> FileControl skipLocked
            Claims.openFiles -> Client dirty, FileControl dirty, FileParameters dirty
            DatabaseWaits.loadedMeanwhile -> FileControl dirty, LoadedFile skipLocked
            Dispatch.turns -> Client skipLocked, FileControl dirty, FileControl skipLocked
            FileParts.first -> FileParameters dirty
            Leases.assignments -> FileControl dirty
            LongRuns.longRunning -> Client skipLocked, FileControl skipLocked
            LongRuns.overCeiling -> Client skipLocked, FileControl skipLocked
            Looks.look -> FileControl skipLocked, Inspection skipLocked
            Oddities.look -> Client dirty, FileControl dirty, FileParameters dirty
            ProcedureCalls.due -> FileControl dirty, ProcedureCall dirty
            ProcessChanges.dueForReprocessing -> Client skipLocked, FileControl skipLocked
            PutAways.due -> FileParameters skipLocked, PutAway skipLocked
            Rescue.freeClients -> Client skipLocked, FileControl dirty, FileControl skipLocked
            Rescue.rescueLapsed -> FileControl dirty, Worker dirty
            Rescue.settleEnded -> FileControl skipLocked, FileParameters skipLocked
            Settling.of -> <table> skipLocked
            StagingTables.dropOrphans -> FileControl dirty, StagingTable dirty
            StatusCounts.upTo -> FileControl dirty
            Workers.available -> FileControl dirty, Worker dirty
            Workers.list -> FileControl dirty, Worker dirty
            """;

    /**
     * Those that decide by what is committed: conditions of guarded statements and reads within their transactions; and those of
     * one load, one request or one chore, which nobody else waits for.
     */
    private static final Set<String> COMMITTED = Set.of(
            "Adoption.reopen",
            "Adoption.take",
            "Adoption.takeBack",
            "Alerts.raise",
            "Claims.attempt",
            "Claims.begin",
            "Claims.freeAndLog",
            "Claims.statuses",
            "ClientQueue.freed",
            "ClientQueue.freedByEnd",
            "Clients.folder",
            "Clients.ownName",
            "Clients.retryPolicy",
            "Clients.settings",
            "DatabaseWaits.counts",
            "Dispatch.setBack",
            "Endings.endFiles",
            "Endings.endWithoutOpenFiles",
            "Endings.finish",
            "Endings.finishTogether",
            "Endings.giveBack",
            "Endings.mark",
            "ImportDefinitions.calledLike",
            "ImportDefinitions.currentVersion",
            "ImportDefinitions.list",
            "ImportDefinitions.newest",
            "ImportDefinitions.ofClient",
            "ImportDefinitions.read",
            "ImportDefinitions.versions",
            "InboxFiles.registered",
            "InboxRetention.after",
            "Inspections.find",
            "Ledger.known",
            "LoadSessions.recorded",
            "LoadTransactions.earlier",
            "LoadTransactions.isPublished",
            "LoadTransactions.resume",
            "LongRuns.isOverdue",
            "NewerLoads.describe",
            "NewerLoads.names",
            "PartialLoads.areThere",
            "PartialLoads.ofTheSameName",
            "ProcedureCalls.insert",
            "ProcedureCalls.isMine",
            "ProcedureCalls.loadedBy",
            "ProcedureCalls.take",
            "ProcessChanges.change",
            "ProcessChanges.fenceOf",
            "ProcessChanges.reprocess",
            "RecordedChange.nameOf",
            "RecordedChange.statusOf",
            "Registrations.earlier",
            "Registrations.insert",
            "Rescue.free",
            "StagingTables.isOver",
            "Standing.of",
            "Starts.giveBackTheRest",
            "Starts.log",
            "Starts.start",
            "StoppedFiles.end",
            "StoppedFiles.failedBefore",
            "StoppedFiles.haveFailed",
            "StoppedFiles.nameOf",
            "VisibleClients.condition",
            "Workers.forget");

    @Test
    void everyStatementReadsAsItIsListed() throws IOException {
        Map<String, String> listed = LOOKS.lines()
                .map(line -> line.split(" -> "))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (one, other) -> one, TreeMap::new));
        Map<String, String> looks = new TreeMap<>();
        Map<String, String> committed = new TreeMap<>();
        reads().forEach((method, how) -> (how.contains("committed") ? committed : looks).put(method, how));

        assertThat(looks).isEqualTo(listed);
        assertThat(committed.keySet()).containsExactlyInAnyOrderElementsOf(COMMITTED);
        assertThat(committed.values()).as("a look is a statement of its own").noneMatch(how -> how.contains("dirty"));
    }

    /** By method: each table that its statements read, and how. */
    private static Map<String, String> reads() throws IOException {
        Set<String> tables = GrantsTest.tables();
        CalledCode code = CalledCode.of(List.of(Project.root().resolve("control-tables/target/classes")));
        Map<String, String> reads = new TreeMap<>();
        code.textsOf("estiva/control/").forEach((method, texts) -> {
            String how = texts.stream()
                    .flatMap(text -> READ.matcher(text).results())
                    .filter(read -> read.group(1).equals("<table>") || tables.contains(read.group(1)))
                    .map(read -> read.group(1) + " " + (read.group(2) == null ? "committed" : read.group(2)))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!how.isEmpty()) {
                reads.put(method, how);
            }
        });
        return reads;
    }
}
