package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A value for each name that statements bind, of the type that the code binds. */
final class StatementValues {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final Map<String, Object> OTHERS = Map.ofEntries(
            Map.entry("begun", NOON),
            Map.entry("due", NOON),
            Map.entry("modifiedAt", NOON),
            Map.entry("notBefore", NOON),
            Map.entry("processName", "ClienteA"),
            Map.entry("name", "ClienteB"),
            Map.entry("level", "Info"),
            Map.entry("status", "Failed"),
            Map.entry("runner", "Estiva"),
            Map.entry("ordering", "strict"),
            Map.entry("onFailure", "continue"),
            Map.entry("paused", false),
            Map.entry("externalRescue", false),
            Map.entry("retryMissingFiles", false));
    /** And some that are text in one statement and a number in another: the database turns one into the other. */
    private static final Set<String> TEXTS = Set.of(
            "action",
            "address",
            "after",
            "askedBy",
            "before",
            "bodyHash",
            "checkpoint",
            "column",
            "contentHash",
            "contentKey",
            "createdBy",
            "database",
            "definition",
            "directory",
            "error",
            "errorKind",
            "fileName",
            "fileNames",
            "folder",
            "hash",
            "identity",
            "importName",
            "key",
            "kind",
            "ledgerKey",
            "means",
            "message",
            "nameKey",
            "orderKey",
            "outcome",
            "parameter1",
            "parameter2",
            "path",
            "pathKey",
            "procedureName",
            "quoted",
            "rawText",
            "reason",
            "registeredBy",
            "rejectedValue",
            "request",
            "result",
            "schema",
            "scopeColumns",
            "scopeKey",
            "subject",
            "subjectKind",
            "target",
            "version");

    private static final Set<String> NUMBERS = Set.of(
            "all",
            "alone",
            "attempt",
            "days",
            "delay",
            "elapsed",
            "inOrder",
            "importVersion",
            "last",
            "leaseMillis",
            "limit",
            "lineNumber",
            "maxAttempts",
            "maxRunMinutes",
            "minutes",
            "most",
            "observed",
            "old",
            "priority",
            "procedureCallId",
            "processes",
            "putAwayId",
            "queueVersion",
            "reprocessMinutes",
            "reprocessTimes",
            "retryDelaySeconds",
            "retryMaxDelaySeconds",
            "rowNumber",
            "rows",
            "rowsRead",
            "rowsLoaded",
            "rowsUpdated",
            "rowsSkipped",
            "rowsRejected",
            "same",
            "seconds",
            "session",
            "size",
            "slots",
            "some",
            "spends",
            "tried",
            "turn",
            "unavailable",
            "waits");
    private static final Set<String> LONG_NUMBERS = Set.of("fence", "workerId", "sizeBytes");

    private final long processId;
    private final long fileId;

    /** @param processId of rows that are there */
    StatementValues(long processId, long fileId) {
        this.processId = processId;
        this.fileId = fileId;
    }

    Object of(String name) {
        if (name.equals("id") || name.equals("processId")) {
            return processId;
        }
        if (name.equals("fileId")) {
            return fileId;
        }
        Object other = OTHERS.get(name);
        if (other != null) {
            return other;
        }
        assertThat(TEXTS.contains(name) || NUMBERS.contains(name) || LONG_NUMBERS.contains(name))
                .as("A value for :%s", name)
                .isTrue();
        return TEXTS.contains(name) ? "1" : NUMBERS.contains(name) ? (Object) 1 : (Object) 1L;
    }
}
