package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MigratedTablesTest {
    /** Of what the migrations make, and what Flyway makes for itself. */
    private static final Set<String> NO_TABLES =
            Set.of("WorkerDemand", "RegisterProcessAndFiles", "AssignWorkerToProcess", ControlObjects.HISTORY);

    @Test
    void everyTableIsThereBeforeThoseItRefersTo() {
        try (TestDatabase database = TestDatabase.migrated()) {
            List<String> tables = MigratedTables.in(database.control());

            assertThat(tables)
                    .usingElementComparator(String.CASE_INSENSITIVE_ORDER) // Babelfish keeps names in lower case
                    .containsExactlyInAnyOrderElementsOf(ControlObjects.names().stream()
                            .filter(name -> !NO_TABLES.contains(name))
                            .toList());
            assertThat(tables.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                    .containsSubsequence("filelog", "fileparameters", "filecontrol")
                    .containsSubsequence("filereject", "fileparameters")
                    .containsSubsequence("processlog", "filecontrol");
        }
    }
}
