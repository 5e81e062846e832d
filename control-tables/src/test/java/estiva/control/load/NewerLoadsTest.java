package estiva.control.load;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.load.LoadPlace.Home;
import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is asked of the ledger before a file is loaded. */
class NewerLoadsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private static final Home HOME = new Home("estiva", "dbo");

    @Test
    @DisabledIf(value = "estiva.control.database.TestDatabase#isSqlServer", disabledReason = "the plan is H2's")
    void itIsSoughtInItsIndexAndNotScanned() {
        String plan = tables.database.read(handle -> handle.createQuery("EXPLAIN " + NewerLoads.AFTER)
                .bind("most", 1_000)
                .bind("processId", 1L)
                .bind("fileId", 1L)
                .bind("orderKey", "k")
                .bind("scopeKey", "")
                .bind("scopeColumns", "")
                .bind("inOrder", 1)
                .mapTo(String.class)
                .one());

        assertThat(plan)
                .containsIgnoringCase("IX_LoadedFile_Order")
                .containsIgnoringCase("IX_PartialLoad_Order")
                .doesNotContainIgnoringCase("tableScan")
                .contains("index sorted");
    }

    @Test
    void ofALongBacklogNoMoreIsReadThanIsCounted() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        LedgerEntry entry = entry(place("dbo", "Cities", Map.of()));
        tables.sql("UPDATE FileControl SET PassedSince = '1900-01-01'");
        for (int i = 1; i <= 1_200; i++) {
            ledger(claim.processId() + i, 1_000_000 + i, entry);
        }

        assertThat(newer(claim, entry))
                .endsWith("file 1000003 (process " + (claim.processId() + 3) + ") and many more");
    }

    @Test
    void aTableIsTheSameHoweverItsNameIsWritten() {
        String plain = place(null, "Cities", Map.of()).orderKey("ClienteA", HOME);

        assertThat(place("DBO", "CITIES", Map.of()).orderKey("clientea", HOME)).isEqualTo(plain);
        assertThat(place("other", "Cities", Map.of()).orderKey("ClienteA", HOME))
                .isNotEqualTo(plain);
        assertThat(place(null, "Cities", Map.of()).orderKey("ClienteB", HOME)).isNotEqualTo(plain);
    }

    @Test
    void scopesMeetUnlessTheSameColumnsHaveOtherValues() {
        assertThat(place(null, "T", Map.of("Shop", "A ", "Day", "1")).scopeKey())
                .isEqualTo(place(null, "T", Map.of("day", "1", "SHOP", "a")).scopeKey());
        assertThat(place(null, "T", Map.of("Shop", "A")).scopeColumns())
                .isEqualTo(place(null, "T", Map.of("SHOP", "B")).scopeColumns())
                .isNotEqualTo(place(null, "T", Map.of("Day", "B")).scopeColumns());
        assertThat(place(null, "T", Map.of("Shop", "A")).scopeKey())
                .isNotEqualTo(place(null, "T", Map.of("Shop", "B")).scopeKey());
        assertThat(place(null, "T", Map.of()).scopeKey()).isNull();
    }

    private static String newer(Claim claim, LedgerEntry entry) {
        long fileId = tables.file(claim.processId(), 0).fileId();
        return tables.database.read(handle -> NewerLoads.describe(handle, claim, fileId, entry, HOME, true));
    }

    private static void ledger(long processId, long fileId, LedgerEntry entry) {
        tables.sql(
                "INSERT INTO LoadedFile (LedgerKey, ContentKey, FileID, ProcessID, ImportName, ImportVersion, TargetTable,"
                        + " ContentHash, SizeBytes, RowsRead, RowsLoaded, RowsUpdated, RowsSkipped, RowsRejected, OrderKey) VALUES ('"
                        + fileId + "', 'c', " + fileId + ", " + processId + ", 'i', 1, 'T', 'h', 1, 1, 1, 0, 0, 0, '"
                        + entry.place().orderKey(entry.processName(), HOME) + "')");
    }

    private static LedgerEntry entry(LoadPlace place) {
        return new LedgerEntry("ClienteA", "i", 1, "Cities", null, null, true, place);
    }

    private static LoadPlace place(String schema, String table, Map<String, String> scope) {
        return new LoadPlace(null, schema, table, scope, "a.csv", false);
    }
}
