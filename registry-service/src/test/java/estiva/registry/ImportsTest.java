package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ImportsTest extends RegistryTest {
    private static final String CITIES = """
            {"target":"dbo.Cities","fileNames":"cidades*.csv",
             "format":{"type":"csv","delimiter":",","quote":"\\"","encoding":"UTF-8","header":true},
             "columns":[{"source":"nome","target":"Name"},{"source":4,"target":"Lat","format":"#,##0.00","locale":"pt-BR"},
                        {"constant":"${fileName}","target":"Origin"}],
             "mode":"append","rejects":{"maxRows":10},"commit":{"per":"file"},"duplicates":"refuse"}""";

    @Test
    void aDefinitionIsAnsweredAsItWasPut() {
        String name = name("cities");

        putImport(name, CITIES)
                .statusCode(201)
                .header("Location", containsString("/api/v1/imports/" + name))
                .body("version", is(1))
                .body("definition.columns[1].source", is(4))
                .body("definition.columns[1].locale", equalTo("pt-BR"));
        get("/imports/" + name).statusCode(200).body("definition.target", equalTo("dbo.Cities"));
    }

    @Test
    void aPutWarnsOfAnotherImportOfTheClientThatCanTakeTheSameFiles() {
        String client = name("Overlapping");
        String sales = name("sales");
        String returns = name("returns");
        putImport(sales, "{\"target\":\"A\",\"processName\":\"" + client + "\",\"fileNames\":\"sales*.csv\"}")
                .statusCode(201)
                .body("warnings", empty());

        putImport(returns, "{\"target\":\"B\",\"processName\":\"" + client + "\",\"fileNames\":\"sales-r*.csv\"}")
                .statusCode(201)
                .body(
                        "warnings",
                        equalTo(List.of("fileNames sales-r*.csv and sales*.csv of import " + sales
                                + " can both fit a file; it takes import " + returns)));
    }

    @Test
    void theSameDefinitionAgainMakesNoVersion() {
        String name = name("same");
        putImport(name, CITIES);

        putImport(name, CITIES.replace("\n", "  ")).statusCode(200).body("version", is(1));
    }

    @Test
    void anEarlierVersionBecomesCurrentAgainUnderANewNumber() {
        String name = name("back");
        putImport(name, "{\"target\":\"One\"}");
        putImport(name, "{\"target\":\"Two\"}").statusCode(200).body("version", is(2));

        post("/imports/" + name + "/rollback", "{\"version\":1}")
                .statusCode(200)
                .body("version", is(3))
                .body("definition.target", equalTo("One"));

        get("/imports/" + name + "/versions")
                .body("items.version", equalTo(List.of(3, 2, 1)))
                .body("next", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FileControl", " [filecontrol] ", "dbo.Client", "[DBO].[Worker]"})
    void aTableOfEstivaIsRefusedAtOnceAndNotByEachLoad(String target) {
        putImport(name("own"), "{\"target\":\"" + target + "\"}")
                .statusCode(422)
                .body("errors.field", hasItem("target"))
                .body("errors.pointer", hasItem("/target"));
    }

    @Test
    void aRollbackNeedsAVersionThatThereIs() {
        String name = imported();

        post("/imports/" + name + "/rollback", "{\"version\":9}")
                .statusCode(422)
                .body("errors.field", hasItem("version"));
        post("/imports/" + name + "/rollback", "{}").statusCode(422).body("errors.field", hasItem("version"));
        post("/imports/" + name + "/rollback", "").statusCode(400);
        post("/imports/none/rollback", "{\"version\":1}").statusCode(404);
    }

    @ParameterizedTest(name = "{0} names {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                   | target
            {'target':'t','unknown':1}                           | unknown
            {'target':'t','format':{'type':'xml'}}               | format.type
            {'target':'t','format':{'delimiter':''}}             | format.delimiter
            {'target':'t','format':{'encoding':'latin-99'}}      | format.encoding
            {'target':'t','columns':[{'source':'a','constant':'b'}]} | columns[0]
            {'target':'t','columns':[{'source':0,'target':'a'}]} | columns[0].source
            {'target':'t','mode':'guess'}                        | mode
            {'target':'t','rejects':{'maxRows':-1}}              | rejects.maxRows
            """)
    void aMemberThatCannotBeUsedIsNamed(String body, String field) {
        String name = name("bad");

        putImport(name, body.replace('\'', '"'))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
        get("/imports/" + name).statusCode(404);
    }

    @Test
    void allThatIsWrongIsNamedAtOnceEachWithItsPointer() {
        putImport(name("bad"), "{\"target\":1,\"x\":1,\"columns\":[{\"source\":\"a\",\"y\":1,\"z\":2}]}")
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/columns/0/y", "/columns/0/z", "/target", "/x")))
                .body("errors.field", equalTo(List.of("columns[0].y", "columns[0].z", "target", "x")))
                .body("detail", containsString("and 3 more"));
    }

    @Test
    void theSchemaIsPublishedAndTheInterfaceRefersToIt() {
        get("/schemas/import")
                .statusCode(200)
                .contentType("application/schema+json")
                .body("properties.target.type", equalTo("string"))
                .body("'$defs'.Checks.properties.regex.description", containsString("RE2"));
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .body("components.schemas.ImportSpec.'$ref'", equalTo("/api/v1/schemas/import"))
                .body("components.schemas.ImportDefinition.properties.definition.'$ref'", containsString("ImportSpec"))
                .body("components.schemas.Guess.properties.definition.'$ref'", containsString("ImportSpec"))
                .body("components.schemas", not(hasKey("JsonNode")));
    }

    @Test
    void whatIsNoJsonObjectIsMalformed() {
        for (String body : List.of("", "[]", "null", "{", "{\"target\":\"\\ud800\"}")) {
            putImport(name("malformed"), body).statusCode(400).contentType("application/problem+json");
        }
    }

    @Test
    void definitionsAreListedByNameInTheirCurrentVersion() {
        String name = name("aaa");
        putImport(name, "{\"target\":\"One\"}");
        putImport(name, "{\"target\":\"Two\"}");

        given().queryParam("after", name.substring(0, name.length() - 1))
                .queryParam("limit", 1)
                .get(API + "/imports")
                .then()
                .statusCode(200)
                .body("items[0].importName", equalTo(name))
                .body("items[0].version", is(2));
    }
}
