package estiva.registry.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.Configured;
import estiva.control.allow.AllowConfig;
import estiva.control.allow.AllowLists;
import estiva.control.audit.Deed;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpecs;
import estiva.control.process.ControlTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DefinitionWarningsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private final ImportDefinitions definitions = new ImportDefinitions(tables.database);

    @Test
    void theAnswerNamesWhatOverlapsAndWhatWorkersWillRefuse() throws Exception {
        put("one", "{\"target\":\"dbo.Cities\",\"processName\":\"ClienteA\",\"fileNames\":\"c*.csv\"}");
        ImportDefinition two =
                put("two", "{\"target\":\"dbo.Towns\",\"processName\":\"ClienteA\",\"fileNames\":\"ci*.csv\"}");

        assertThat(new DefinitionWarnings(definitions, AllowLists.ABSENT).of(two))
                .hasSize(1);
        assertThat(new DefinitionWarnings(definitions, lists("dbo.Cities")).of(two))
                .hasSize(2)
                .anyMatch(warning -> warning.contains("estiva.worker.allow.targets") && warning.contains("dbo.Towns"));
        assertThat(new DefinitionWarnings(definitions, lists("dbo.*")).of(two)).hasSize(1);
    }

    private ImportDefinition put(String name, String json) throws Exception {
        return definitions
                .put(name, ImportSpecs.read(new ObjectMapper().readTree(json)), new Deed("tester", "test", null))
                .definition();
    }

    private static AllowLists lists(String targets) {
        return new AllowLists(Configured.of(AllowConfig.class, AllowLists.TARGETS, targets));
    }
}
