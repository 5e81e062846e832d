package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Claim;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever has written the rows: of a client with a folder no file elsewhere is opened. */
class ClientFolderLoadTest extends ProcessLoads {

    @BeforeEach
    void twoFolders() throws Exception {
        Files.createDirectory(root.resolve("ClienteA"));
        Files.createDirectory(root.resolve("ClienteB"));
        write("ClienteA/a.csv", "Id,Valor,Dia\n1,1.5,2026-01-01\n");
        write("ClienteB/b.csv", "Id,Valor,Dia\n2,1.5,2026-01-01\n");
    }

    @Test
    void aFileInTheFolderIsLoadedAndOneElsewhereFailsForGood() {
        Run run = claimed("ClienteA", "ClienteA/a.csv", "ClienteB/b.csv");
        run(run);

        Claim claim = run.claim();
        assertThat(ids()).isEqualTo("1");
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.COMPLETED);
        FileRow other = tables.file(claim.processId(), 1);
        assertThat(other.status()).isEqualTo(Status.FAILED);
        assertThat(other.lastError())
                .isEqualTo("'ClienteB/b.csv' does not lie in 'ClienteA', the folder of its client: put the file there"
                        + " and name it so, or change \"folder\" of the client");
        assertThat(tables.process(claim.processId()).status()).isEqualTo(Status.FAILED);
    }

    /** Also where a missing file is waited for: whether it comes is nothing that this client learns. */
    @Test
    void aMissingFileElsewhereFailsLikeOneThatIsThere() {
        Run run = claimed("ClienteA", "ClienteB/none.csv");
        tables.sql("UPDATE Client SET RetryMissingFiles = 1");
        run(run);

        FileRow file = tables.file(run.claim().processId(), 0);
        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("does not lie in 'ClienteA'").doesNotContain("no such file");
    }

    @Test
    void aLinkThatLeadsElsewhereIsFoundOutWhenTheFileIsLoaded() throws Exception {
        Run run = claimed("ClienteA", "ClienteA/late.csv");
        Files.createSymbolicLink(root.resolve("ClienteA/late.csv"), Path.of("../ClienteB/b.csv"));
        run(run);

        assertThat(tables.file(run.claim().processId(), 0).lastError()).contains("does not lie in 'ClienteA'");
        assertThat(ids()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"../ClienteB, cannot be used", "/, cannot be used", "ClienteC, does not lie in 'ClienteC'"})
    void aFolderThatAScriptHasSetLetsNothingPassIfItIsNone(String folder, String message) {
        Run run = claimed(folder, "ClienteB/b.csv");
        run(run);

        assertThat(tables.file(run.claim().processId(), 0).lastError()).contains(message);
        assertThat(ids()).isEmpty();
    }

    /** As a script inserts them: nobody has looked at the paths. */
    private Run claimed(String folder, String... fileNames) {
        long id = tables.register("ClienteA", fileNames);
        tables.database.useTransaction(handle -> handle.createUpdate("UPDATE Client SET Folder = :folder")
                .bind("folder", folder)
                .execute());
        return claim(id);
    }
}
