package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of processes: their filters, their pages and their order. */
@QuarkusTest
class ProcessListTest extends RegistryTest {
    @Test
    void theFilterByClientRegardsNoCaseAndNoOuterBlanks() {
        String client = name("Filter");
        long id = registered(client, "a.csv");

        given().queryParam("processName", " " + client.toUpperCase() + " ")
                .get(API + "/processes")
                .then()
                .statusCode(200)
                .body("items.processId", equalTo(List.of((int) id)));
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        String client = name("Pages");
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add((int) registered(client, "a.csv"));
        }

        JsonPath first =
                get("/processes?limit=2&processName=" + client).extract().jsonPath();
        JsonPath second = get("/processes?limit=2&processName=" + client + "&after=" + first.getLong("next"))
                .extract()
                .jsonPath();
        JsonPath third = get("/processes?limit=2&processName=" + client + "&after=" + second.getLong("next"))
                .extract()
                .jsonPath();

        List<Integer> seen = new ArrayList<>(first.getList("items.processId"));
        seen.addAll(second.getList("items.processId"));
        seen.addAll(third.getList("items.processId"));
        assertThat(seen).isEqualTo(ids);
        assertThat((Object) third.get("next")).isNull();
    }

    @Test
    void pagesOfOneStateLeaveTheOthersOut() {
        String client = name("State");
        int first = (int) registered(client, "a.csv");
        post("/processes/" + registered(client, "b.csv") + "/cancel", "");
        int last = (int) registered(client, "c.csv");
        String query = "/processes?limit=1&status=Pending&processName=" + client;

        JsonPath page = get(query)
                .body("items.processId", equalTo(List.of(first)))
                .extract()
                .jsonPath();

        get(query + "&after=" + page.getLong("next"))
                .body("items.processId", equalTo(List.of(last)))
                .body("next", nullValue());
    }

    @Test
    void theNewestComeFirstWhenAsked() {
        String client = name("Newest");
        int older = (int) registered(client, "a.csv");
        int newer = (int) registered(client, "a.csv");

        JsonPath first = get("/processes?order=newest&limit=1&processName=" + client)
                .extract()
                .jsonPath();
        JsonPath second = get("/processes?order=newest&limit=1&processName=" + client + "&after="
                        + first.getLong("next"))
                .extract()
                .jsonPath();

        assertThat(first.getList("items.processId")).isEqualTo(List.of(newer));
        assertThat(second.getList("items.processId")).isEqualTo(List.of(older));
        assertThat((Object) second.get("next")).isNull();
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource({
        "limit=0, limit",
        "limit=1001, limit",
        "limit=abc, limit",
        "after=-1, after",
        "after=x, after",
        "status=Done, status",
        "order=sideways, order"
    })
    void aQueryThatCannotBeUsedNamesItsParameter(String query, String field) {
        get("/processes?" + query)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", equalTo(List.of(field)));
    }

    @Test
    void theStatusFilterShowsThatStatusOnly() {
        String client = name("Status");
        registered(client, "a.csv");

        get("/processes?status=Pending&processName=" + client).body("items", hasSize(1));
        get("/processes?status=inprogress&processName=" + client)
                .statusCode(200)
                .body("items", hasSize(0));
    }
}
