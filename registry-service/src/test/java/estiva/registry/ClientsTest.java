package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ClientsTest extends RegistryTest {
    @Test
    void aRegistrationMakesItsClientKnown() {
        String client = name("Known");
        registered(client, "a.csv");

        get("/clients/" + client)
                .statusCode(200)
                .body("runner", equalTo("Estiva"))
                .body("paused", is(false));
    }

    @Test
    void absentSettingsStayAsTheyAre() {
        String client = name("Partial");
        put(client, "{\"priority\":5,\"runner\":\"External\",\"maxRunMinutes\":90}")
                .statusCode(200);

        put(client, "{\"paused\":true,\"ordering\":\"relaxed\",\"onFailure\":\"pause\"}")
                .statusCode(200)
                .body("processName", equalTo(client))
                .body("priority", is(5))
                .body("runner", equalTo("External"))
                .body("maxRunMinutes", is(90))
                .body("paused", is(true))
                .body("ordering", equalTo("relaxed"))
                .body("onFailure", equalTo("pause"));
    }

    @Test
    void theCeilingIsTakenAwayByZero() {
        String client = name("Ceiling");
        put(client, "{\"maxRunMinutes\":90}");

        put(client, "{\"maxRunMinutes\":0}").statusCode(200).body("maxRunMinutes", nullValue());
    }

    @Test
    void theFolderIsKeptAsAPathBelowTheRootAndTakenAwayByAnEmptyText() {
        String client = name("Folder");
        put(client, "{\"folder\":\"./ClienteA\\\\in//\"}").statusCode(200).body("folder", equalTo("ClienteA/in"));
        put(client, "{\"priority\":2}").statusCode(200).body("folder", equalTo("ClienteA/in"));
        put(client, "{\"folder\":\"" + "a/".repeat(201) + "\"}")
                .statusCode(422)
                .body("errors.field", hasItem("folder"));

        put(client, "{\"folder\":\"\"}").statusCode(200).body("folder", nullValue());
    }

    @Test
    void theNameInThePathMeansTheSameClientWhateverItsCase() {
        String client = name("Case São Paulo & Cia");
        put(client, "{\"priority\":7}").statusCode(200);

        given().get(API + "/clients/{name}", " " + client.toUpperCase() + " ")
                .then()
                .statusCode(200)
                .body("processName", equalTo(client))
                .body("priority", is(7));
    }

    @Test
    void aNameWithASlashIsReached() {
        String client = name("A/B");
        put(client, "{\"priority\":2}").statusCode(200).body("processName", equalTo(client));

        given().get(API + "/clients/{name}", client).then().statusCode(200).body("processName", equalTo(client));
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'runner':'Somebody'}         | runner               | 422
            {'runner':'estiva'}           | runner               | 422
            {'ordering':'random'}         | ordering             | 422
            {'onFailure':'stop'}          | onFailure            | 422
            {'priority':0}                | priority             | 422
            {'maxAttempts':101}           | maxAttempts          | 422
            {'retryDelaySeconds':-1}      | retryDelaySeconds    | 422
            {'retryMaxDelaySeconds':86401}| retryMaxDelaySeconds | 422
            {'maxRunMinutes':-1}          | maxRunMinutes        | 422
            {'folder':'../x'}             | folder               | 422
            {'folder':'/etc'}             | folder               | 422
            {'folder':'C:\\\\dados'}       | folder               | 422
            {'folder':'.'}                | folder               | 422
            {'folder':' '}                | folder               | 422
            {'folder':'a\\u202eb'}        | folder               | 422
            {'weight':1}                  | weight               | 422
            {'paused':'yes'}              | paused               | 400
            """)
    void aSettingThatCannotBeUsedIsNamedAndNothingIsChanged(String body, String field, int status) {
        String client = name("Wrong");

        put(client, body.replace('\'', '"')).statusCode(status).body("errors.field", equalTo(List.of(field)));

        get("/clients/" + client).statusCode(404);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        put("x".repeat(256), "{}").statusCode(422).body("errors.field", equalTo(List.of("processName")));
    }

    @Test
    void clientsAreListedByNamePageByPage() {
        String stem = name("List");
        put(stem + "-a", "{}");
        put(stem + "-b", "{}");
        put(stem + "-c", "{}");

        List<String> seen = new ArrayList<>();
        String after = stem;
        for (int i = 0; i < 3; i++) {
            JsonPath page = given().queryParam("after", after)
                    .queryParam("limit", 1)
                    .get(API + "/clients")
                    .jsonPath();
            seen.add(page.getString("items[0].processName"));
            after = seen.get(i);
        }

        assertThat(seen).containsExactly(stem + "-a", stem + "-b", stem + "-c");
    }

    private static ValidatableResponse put(String client, String body) {
        return given().contentType("application/json")
                .body(body)
                .put(API + "/clients/{name}", client)
                .then();
    }
}
