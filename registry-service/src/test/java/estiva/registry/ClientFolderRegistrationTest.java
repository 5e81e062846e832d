package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import estiva.control.files.FilesConfig;
import estiva.control.process.ClaimedFile;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client whose files must lie in one folder: what is registered, what the inbox finds, what a worker is told. */
@QuarkusTest
class ClientFolderRegistrationTest extends InboxFolder {
    @Inject
    FilesConfig files;

    @Test
    void aFileElsewhereIsRefusedInTheSameWordsWhetherItIsThereOrNot() throws IOException {
        String other = name("other");
        Path there = Files.createDirectories(files.root().resolve(other)).resolve("there.csv");
        Files.writeString(there, "x");
        putClient(client, "{\"folder\":\"" + client + "\"}").statusCode(200);

        String seen = refusal(other + "/there.csv");
        String unseen = refusal(other + "/none.csv");

        assertThat(seen.replace("there.csv", "none.csv")).isEqualTo(unseen);
        assertThat(registered()).isEmpty();
    }

    @Test
    void theFieldThatLeadsElsewhereIsNamed() {
        putClient(client, "{\"folder\":\"" + client + "\"}").statusCode(200);

        post("/processes", process("{\"directory\":\"other\",\"fileName\":\"a.csv\"}"))
                .statusCode(422)
                .body("errors.field", contains("files[0].directory"));
        post(
                        "/processes",
                        process("{\"directory\":\"" + client + "\",\"fileName\":\"a.csv\"},{\"fileName\":\"b.csv\"}"))
                .statusCode(422)
                .body("errors.field", contains("files[1].fileName"))
                .body("errors.message", contains(containsString("change \"folder\" of the client")));
        post("/processes", process("{\"directory\":\"" + client + "\\\\in\",\"fileName\":\"a.csv\"}"))
                .statusCode(201);
    }

    @Test
    void aFolderThatAScriptHasSetAndThatIsNoneLetsNothingPass() {
        putClient(client, "{}").statusCode(200);
        database.useTransaction(
                handle -> handle.createUpdate("UPDATE Client SET Folder = '../x' WHERE ProcessName = :name")
                        .bind("name", client)
                        .execute());

        post("/processes", body(client, client, "a.csv"))
                .statusCode(422)
                .body("errors.message", contains(containsString("The folder of the client cannot be used")));
    }

    @Test
    void theInboxRegistersOnlyWhatLiesInTheFolder() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "x");
        putClient(client, "{\"folder\":\"ClienteA\"}").statusCode(200);
        inbox.poll();
        inbox.poll();
        assertThat(registered()).isEmpty();

        putClient(client, "{\"folder\":\"inbox/" + client + "\"}").statusCode(200);
        inbox.poll();

        assertThat(registered()).hasSize(1);
    }

    @Test
    void theWorkerIsToldTheFolderWithEachFile() {
        long id = registered(client, "a.csv");
        putClient(client, "{\"folder\":\"ClienteA\"}").statusCode(200);

        assertThat(claims.openFiles(id)).extracting(ClaimedFile::clientFolder).isEqualTo(List.of("ClienteA"));
    }

    @Test
    void aPreviewForAClientAsksForNoFileElsewhere() {
        putClient(client, "{\"folder\":\"ClienteA\"}").statusCode(200);

        post("/imports/" + client + "/preview", "{\"fileName\":\"other/a.csv\",\"processName\":\"" + client + "\"}")
                .statusCode(422)
                .body("errors.message", contains(containsString("does not lie in 'ClienteA'")));
    }

    private String refusal(String fileName) {
        return post("/processes", body(client, client, fileName))
                .statusCode(422)
                .extract()
                .jsonPath()
                .getString("errors");
    }

    private String process(String fileList) {
        return "{\"processName\":\"" + client + "\",\"files\":[" + fileList + "]}";
    }
}
