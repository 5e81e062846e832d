package estiva.registry;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import estiva.control.database.TestDatabase;
import estiva.control.edge.Metrics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DatabaseAwayTest.NoDatabase.class)
class DatabaseAwayTest {
    /** Port 1 of this machine, where nothing listens. */
    public static class NoDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String url = TestDatabase.isSqlServer()
                    ? "jdbc:sqlserver://127.0.0.1:1;databaseName=estiva;encrypt=false;connectRetryCount=0"
                    : "jdbc:h2:tcp://127.0.0.1:1/estiva";
            return Map.ofEntries(
                    entry("quarkus.datasource.jdbc.url", url),
                    entry("quarkus.datasource.username", "sa"),
                    entry("quarkus.datasource.password", "sa"));
        }
    }

    @Test
    void aRequestIsToldToComeAgain() {
        String answer = given().get("/api/v1/processes")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:estiva:problem:database-away"))
                .body("status", is(503))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("Exception").doesNotContain("127.0.0.1");
    }

    @Test
    void theServiceLivesAndIsNotReady() {
        given().port(Metrics.port()).get("/q/health/live").then().statusCode(200);
        given().port(Metrics.port()).get("/q/health/ready").then().statusCode(503);
    }

    @Test
    void thePageIsServedAllTheSame() {
        given().get("/").then().statusCode(200);
    }
}
