package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.StatementTexts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where statements are: in the control tables, each executed by EveryStatementTest, and in the worker, for targets, each sent by
 * EveryTargetStatementTest. A service that had some of its own would need such a test too.
 */
class StatementPlacesTest {

    @ParameterizedTest
    @ValueSource(strings = {"registry-service", "dispatcher-service"})
    void theOtherServicesHaveNone(String module) throws IOException {
        assertThat(StatementTexts.in(classes(module))).isEmpty();
    }

    @Test
    void theyAreFoundWhereTheyAre() throws IOException {
        Map<String, List<String>> found = StatementTexts.in(classes("control-tables"));

        assertThat(found).containsKeys("Claims", "Dispatch", "Endings");
        assertThat(found.get("Clients")).contains("INSERT INTO Client (ProcessName) VALUES (:name)");
    }

    private static Path classes(String module) {
        return Project.root().resolve(module).resolve("target/classes");
    }
}
