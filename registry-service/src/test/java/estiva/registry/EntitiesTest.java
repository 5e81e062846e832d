package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.control.edge.Metrics;
import estiva.registry.audit.Audit;
import estiva.registry.client.Client;
import estiva.registry.process.FileControl;
import estiva.registry.process.FileLog;
import estiva.registry.process.FileParameters;
import estiva.registry.process.FileReject;
import estiva.registry.process.ProcessLog;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people see of entities, against what the interface says of it. */
@QuarkusTest
class EntitiesTest extends RegistryTest {
    @Inject
    ObjectMapper json;

    static Stream<Arguments> shown() {
        return Stream.of(
                Arguments.of(new FileControl(), "FileControl"),
                Arguments.of(new FileParameters(), "FileParameters"),
                Arguments.of(new ProcessLog(), "LogLine"),
                Arguments.of(new FileLog(), "LogLine"),
                Arguments.of(new FileReject(), "Reject"),
                Arguments.of(new Client(), "Client"),
                Arguments.of(new Audit(), "Audit"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("shown")
    void theJsonHasTheMembersThatTheInterfaceDescribes(Object entity, String schema) {
        List<String> members = new ArrayList<>();
        json.<ObjectNode>valueToTree(entity).fieldNames().forEachRemaining(members::add);

        Map<String, Object> described = given().queryParam("format", "json")
                .get("/q/openapi")
                .jsonPath()
                .getMap("components.schemas." + schema + ".properties");

        assertThat(members).containsExactlyInAnyOrderElementsOf(described.keySet());
    }

    @Test
    void whatEntitiesAskIsCounted() {
        double before = statements();

        get("/processes?limit=1").statusCode(200);

        assertThat(statements()).isGreaterThan(before);
    }

    private static double statements() {
        return Metrics.of(Metrics.port())
                .lines()
                .filter(line -> line.startsWith("estiva_statements_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
