package estiva.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be seen in a name is refused by its number, and what is shown of it all the same is visible. */
@QuarkusTest
class InvisibleNamesTest extends RegistryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000", "000A", "000D", "0009", "001B", "007F", "0085", "009B", "00AD", "061C", "200B", "200C", "200D",
                        "200E", "200F",
                "2028", "2029", "202A", "202B", "202C", "202D", "202E", "2060", "2066", "2067", "2068", "2069", "3164",
                        "FE0F", "FEFF",
                "FFFE"
            })
    void aNameWithACharacterThatCannotBeSeenIsRefusedByItsNumber(String number) {
        String name = "a\\u" + number + "b";
        String fault = "must not contain U+" + number;

        post(
                        "/processes",
                        "{\"processName\":\"" + name + "\",\"importName\":\"" + name + "\",\"files\":[{\"fileName\":\""
                                + name + "\",\"directory\":\"" + name + "\",\"importName\":\"" + name + "\"}]}")
                .statusCode(422)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "files[0].directory",
                                "files[0].fileName",
                                "files[0].importName",
                                "importName",
                                "processName"))
                .body("errors.message", everyItem(containsString(fault)));
        putImport(
                        name("import"),
                        "{\"target\":\"" + name + "\",\"processName\":\"" + name + "\",\"fileNames\":\"" + name
                                + "\",\"format\":{\"member\":\"" + name + "\"},\"procedures\":{\"afterProcess\":\""
                                + name + "\"}}")
                .statusCode(422)
                .body("errors.field", hasItem("processName"))
                .body("errors.field", hasItem("fileNames"))
                .body("errors.field", hasItem("target"))
                .body(
                        "errors.message",
                        everyItem(either(containsString(fault)).or(containsString("control characters"))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0A, 0x1B, 0x7F, 0x9B, 0x200B, 0x2028, 0x202E, 0xFEFF, 0xE0001})
    void aNameInAPathOrAQueryIsToo(int character) {
        String name = URLEncoder.encode("a" + Character.toString(character) + "b", StandardCharsets.UTF_8);
        String fault = String.format("must not contain U+%04X", character);

        for (String path : List.of(
                "/clients/" + name, "/imports/" + name, "/processes?processName=" + name, "/clients?after=" + name)) {
            given().urlEncodingEnabled(false)
                    .get(API + path)
                    .then()
                    .statusCode(422)
                    .body("detail", containsString(fault));
        }
    }

    @Test
    void namesOfEveryScriptPassAndParametersAreData() {
        String client = name("São João 客户 شركة");
        post(
                        "/processes",
                        "{\"processName\":\"" + client + "\",\"importName\":\"" + imported()
                                + "\",\"files\":[{\"fileName\":\"a\",\"parameter1\":\"x\\n\\ty\\u200f\"}]}")
                .statusCode(201);
        post(
                        "/processes",
                        "{\"processName\":\"" + client + "\",\"importName\":\"" + imported()
                                + "\",\"files\":[{\"fileName\":\"a\",\"parameter1\":\"x\\u001by\"}]}")
                .statusCode(422)
                .body("detail", containsString("files[0].parameter1 must not contain U+001B"));
    }

    @Test
    void aProblemShowsWhatItRepeats() {
        post("/processes", "{\"pro\\u202e\\ncess\":1}")
                .statusCode(422)
                .body("detail", not(containsString("\n")))
                .body("detail", not(containsString("\u202e")))
                .body("errors.field", equalTo(List.of("pro\\u202e\\ncess")));
    }

    /** What the filter does is VisibleLogTest's; here only that it is in the way of all that is logged. */
    @Test
    void theConsoleShowsWhatIsLogged() {
        List<Handler> handlers =
                new ArrayList<>(List.of(LogContext.getLogContext().getLogger("").getHandlers()));
        for (int i = 0; i < handlers.size(); i++) {
            if (handlers.get(i) instanceof ExtHandler handler) {
                handlers.addAll(List.of(handler.getHandlers()));
            }
        }

        assertThat(handlers)
                .filteredOn(ConsoleHandler.class::isInstance)
                .isNotEmpty()
                .allSatisfy(console -> {
                    ExtLogRecord record = new ExtLogRecord(Level.WARNING, "a\nb", "test");
                    assertThat(console.getFilter().isLoggable(record)).isTrue();
                    assertThat(record.getMessage()).isEqualTo("a\\nb");
                });
    }
}
