package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadRegistrationTest extends RegistryTest {
    @ConfigProperty(name = "estiva.files.root")
    Path root;

    /** Bodies in which ' stands for the quote and IMPORT for an import that there is. */
    @ParameterizedTest(name = "{1} is named when the body is {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'importName':'IMPORT','files':[{'fileName':'a'}]}                              | processName
            {'processName':null,'importName':'IMPORT','files':[{'fileName':'a'}]}           | processName
            {'processName':'  ','importName':'IMPORT','files':[{'fileName':'a'}]}           | processName
            {'processName':'LONG','importName':'IMPORT','files':[{'fileName':'a'}]}         | processName
            {'processName':'a\\u0007b','importName':'IMPORT','files':[{'fileName':'a'}]}    | processName
            {'processName':'a\\ud800','importName':'IMPORT','files':[{'fileName':'a'}]}     | processName
            {'processName':'P','importName':'IMPORT'}                                       | files
            {'processName':'P','importName':'IMPORT','files':[]}                            | files
            {'processName':'P','importName':'IMPORT','files':[null]}                        | files[0]
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a'},{}]}         | files[1].fileName
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'LONG'}]}         | files[0].fileName
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'../a'}]}         | files[0].fileName
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'/etc/passwd'}]}  | files[0].fileName
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'C:\\\\a.csv'}]}  | files[0].fileName
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a/'}]}           | files[0].fileName
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a\\nb'}]}        | files[0].fileName
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a','directory':'..\\\\b'}]} | files[0].directory
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a','directory':'LONG'}]}  | files[0].directory
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a','parameter1':'LONG'}]} | files[0].parameter1
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a','parameter2':'LONG'}]} | files[0].parameter2
            {'processName':'P','importName':'LONG','files':[{'fileName':'a'}]}              | importName
            {'processName':'P','importName':'no such','files':[{'fileName':'a'}]}           | importName
            {'processName':'P','files':[{'fileName':'a','importName':'IMPORT'},{'fileName':'b','importName':'no such'}]} | files[1].importName
            {'processName':'P','files':[{'fileName':'a'}]}                                  | files[0].importName
            {'processName':'P','priority':1001,'importName':'IMPORT','files':[{'fileName':'a'}]}     | priority
            {'processName':'P','maxAttempts':0,'importName':'IMPORT','files':[{'fileName':'a'}]}     | maxAttempts
            {'processName':'P','notBefore':'tomorrow','importName':'IMPORT','files':[{'fileName':'a'}]} | notBefore
            {'processName':'P','notBefore':'2031-01-01T00:00:00','importName':'IMPORT','files':[{'fileName':'a'}]} | notBefore
            {'processName':'P','notBefore':'+999999-01-01T00:00:00Z','importName':'IMPORT','files':[{'fileName':'a'}]} | notBefore
            {'processname':'P','importName':'IMPORT','files':[{'fileName':'a'}]}            | processname
            {'processName':'P','importName':'IMPORT','files':[{'fileName':'a','table':'x'}]} | files[0].table
            """)
    void aFieldThatCannotBeUsedIsNamed(String body, String field) {
        String client = name("Bad");
        String json = body.replace('\'', '"')
                .replace("IMPORT", imported())
                .replace("LONG", "x".repeat(1001))
                .replace("\"P\"", "\"" + client + "\"");

        post("/processes", json)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:estiva:problem:invalid-fields"))
                .body("status", is(422))
                .body("instance", equalTo("/api/v1/processes"))
                .body("errors.field", hasItem(field))
                .body("errors", hasSize(1));
        get("/processes?processName=" + client).body("items", hasSize(0));
        get("/clients/" + client).statusCode(404);
    }

    @ParameterizedTest(name = "{1} is named when the body is {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'processName':5,'files':[{'fileName':'a'}]}                   | processName
            {'processName':'P','files':'a'}                                | files
            {'processName':'P','files':['a']}                              | files[0]
            {'processName':'P','files':[{'fileName':true}]}                | files[0].fileName
            {'processName':'P','priority':'5','files':[{'fileName':'a'}]}  | priority
            {'processName':'P','priority':1.5,'files':[{'fileName':'a'}]}  | priority
            {'processName':'P','priority':99999999999,'files':[{'fileName':'a'}]} | priority
            {'processName':'P','notBefore':20310101,'files':[{'fileName':'a'}]}   | notBefore
            """)
    void aMemberOfTheWrongTypeIsNamed(String body, String field) {
        post("/processes", body.replace('\'', '"'))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:estiva:problem:malformed-json"))
                .body("errors.field", hasItem(field));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "5",
                "\"text\"",
                "{\"processName\":}",
                "{\"processName\":\"P\",\"files\":[",
                "{\"processName\":\"P\"} trailing",
                "{\"processName\":\"P\",\"processName\":\"Q\"}",
                "{'processName':'P'}",
                "{\"files\":[{\"fileName\":\"a]}"
            })
    void whatIsNoJsonObjectIsMalformed(String body) {
        post("/processes", body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:estiva:problem:malformed-json"))
                .body("title", equalTo("The body cannot be read"));
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        post("/processes", "{\"processName\":\"\",\"maxAttempts\":500,\"files\":[{\"fileName\":\"\"}]}")
                .statusCode(422)
                .body("errors.field", equalTo(java.util.List.of("maxAttempts", "processName", "files[0].fileName")));
    }

    @Test
    void moreThanTenThousandFilesAreRefused() {
        String files = "{\"fileName\":\"a\"},".repeat(10_001);
        post("/processes", "{\"processName\":\"P\",\"files\":[" + files.substring(0, files.length() - 1) + "]}")
                .statusCode(422)
                .body("errors.field", hasItem("files"));
    }

    @Test
    void aFileWithoutAnyImportIsToldWhatToDo() {
        post("/processes", "{\"processName\":\"Nobody\",\"files\":[{\"fileName\":\"a.csv\"}]}")
                .statusCode(422)
                .body("detail", containsString("PUT /api/v1/imports/"));
    }

    @Test
    void aLinkThatLeavesTheRootIsRefused() throws IOException {
        Path outside = Files.createTempDirectory("outside");
        Files.writeString(outside.resolve("secret.csv"), "a\n1\n");
        Files.createDirectories(root);
        String link = name("link");
        Files.createSymbolicLink(root.resolve(link), outside);

        given().contentType("application/json")
                .body("{\"processName\":\"P\",\"importName\":\"" + imported()
                        + "\",\"files\":[{\"fileName\":\"secret.csv\",\"directory\":\"" + link + "\"},"
                        + "{\"fileName\":\"" + link + "/later.csv\"}]}")
                .post(API + "/processes")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("files[0].directory"))
                .body("errors.field", hasItem("files[1].fileName"))
                .body("detail", containsString("link"));
    }

    @Test
    void aProblemTellsNothingOfTheServersInside() {
        String answer = post("/processes", "{\"processName\":{\"a\":1}}")
                .statusCode(400)
                .extract()
                .asString();
        assertThat(answer).doesNotContain("estiva.").doesNotContain("java.").doesNotContain("jackson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blank", "acentuação", ""})
    void aKeyThatIsNotVisibleAsciiIsRefused(String key) {
        given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body("P", imported(), "a.csv"))
                .post(API + "/processes")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("Idempotency-Key"));
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        given().contentType("application/json")
                .header("Idempotency-Key", "k".repeat(201))
                .body(body("P", imported(), "a.csv"))
                .post(API + "/processes")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("Idempotency-Key"));
    }
}
