package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.imports.Triggers;
import estiva.worker.TargetDatabase;
import estiva.worker.load.Previewer;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concluded from sys.tables and sys.indexes. Only a SQL Server has most of these tables. */
class TableTraitsTest {
    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    @ParameterizedTest
    @ValueSource(strings = {"temporal_type", "ledger_type"})
    void theHistoryOfAnotherTableIsRefused(String member) {
        assertThatThrownBy(() -> TraitsCatalogue.traits(Map.of(member, 1), "target 'Prices_History'"))
                .isInstanceOf(TargetRefused.class)
                .hasMessageContaining("target 'Prices_History' is the history of another table");
    }

    @Test
    void tablesThatKeepAHistoryAreLoaded() throws TargetRefused {
        assertThat(TraitsCatalogue.traits(Map.of("temporal_type", 2, "ledger_type", 2, "lock_escalation", 1), "T"))
                .isEqualTo(TableTraits.NONE);
    }

    @Test
    void everyTraitIsToldByAMemberOfItsOwn() throws TargetRefused {
        assertThat(TraitsCatalogue.traits(Map.of("estiva_triggers", 2), "T").hasTriggers())
                .isTrue();
        assertThat(TraitsCatalogue.traits(Map.of("estiva_dropping", 1), "T"))
                .isEqualTo(TableTraits.NONE.droppingDoubles());
        assertThat(TraitsCatalogue.traits(Map.of("ledger_type", 3), "T").isAppendOnly())
                .isTrue();
        assertThat(TraitsCatalogue.traits(Map.of("lock_escalation", 0), "T").escalates())
                .isTrue();
        assertThat(TraitsCatalogue.traits(Map.of("lock_escalation", 2), "T").escalates())
                .as("by partitions")
                .isFalse();
        assertThat(TraitsCatalogue.traits(Map.of("estiva_columnstores", 1), "T").isColumnstore())
                .isTrue();
        assertThat(TraitsCatalogue.traits(Map.of("is_ledger_on", 1), "T").isInLedgerDatabase())
                .isTrue();
    }

    @Test
    void aPreviewSaysOfATableThatItMayBeLockedAsAWhole() throws Exception {
        database.createTable("Noted", "Id INT");
        try (Connection connection = database.connect()) {
            TargetTable table = TargetTable.find(connection, "Noted", null);
            TargetTable escalating = table.with(new TableTraits(false, false, false, true, false, false));

            assertThat(Previewer.notes(escalating))
                    .singleElement()
                    .asString()
                    .contains("ALTER TABLE " + table.quoted() + " SET (LOCK_ESCALATION = DISABLE)");
            assertThat(Previewer.notes(table.with(TableTraits.NONE))).isEmpty();
        }
    }

    @Test
    void thePlainTableOfEitherEngineHasNoneButThatItEscalates() throws Exception {
        database.createTable("Plain", "Id INT");
        try (Connection connection = database.connect()) {
            TableTraits traits = TargetTable.find(connection, "Plain", null).traits();
            assertThat(traits)
                    .isEqualTo(new TableTraits(false, false, false, TargetDatabase.isSqlServer(), false, false));
        }
    }

    @Test
    void aColumnstoreGetsBatchesThatItCompressesAtOnceAndTriggersFireUnlessTheyAreSkipped() throws Exception {
        database.createTable("Wide", "Id INT");
        try (Connection connection = database.connect()) {
            TargetTable plain = TargetTable.find(connection, "Wide", null);
            TargetTable columnstore = plain.with(new TableTraits(false, false, false, false, true, false));

            assertThat(BulkCopyWriter.Way.into(columnstore, Triggers.fire))
                    .isEqualTo(new BulkCopyWriter.Way(false, true, 1_048_576));
            assertThat(BulkCopyWriter.Way.into(plain, Triggers.skip))
                    .isEqualTo(new BulkCopyWriter.Way(false, false, 102_400));
            assertThat(BulkCopyWriter.Way.STAGING.locksTable()).isTrue();
        }
    }

    @Test
    void theSecondClientOfATableThatIsLockedAsAWholeIsToldOnce() throws Exception {
        database.createTable("Shared", "Id INT");
        EscalationAdvice advice = new EscalationAdvice();
        try (Connection connection = database.connect()) {
            TargetTable found = TargetTable.find(connection, "Shared", null);
            TargetTable shared = found.with(new TableTraits(false, false, false, true, false, false));

            assertThat(advice.of(shared, "ClienteA")).isEmpty();
            assertThat(advice.of(shared, "clientea")).isEmpty();
            assertThat(advice.of(shared, null)).isEmpty();
            assertThat(advice.of(found.with(TableTraits.NONE), "ClienteB")).isEmpty();
            assertThat(advice.of(shared, "ClienteB"))
                    .get()
                    .asString()
                    .contains("ALTER TABLE " + shared.quoted() + " SET (LOCK_ESCALATION = DISABLE)");
            assertThat(List.of("ClienteA", "ClienteB", "ClienteC"))
                    .allSatisfy(client -> assertThat(advice.of(shared, client)).isEmpty());
        }
    }
}
