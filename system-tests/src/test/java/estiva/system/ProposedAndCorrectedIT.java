package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people leave to Estiva before a load and do after it: a definition is proposed, rejected rows are corrected. */
class ProposedAndCorrectedIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws IOException, SQLException {
        cluster = TestCluster.start(ProposedAndCorrectedIT.class, settings -> settings.withWorkers(1));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void aDefinitionThatAWorkerProposedLoadsItsFile() throws IOException, SQLException {
        String columns = "Code INT NOT NULL, City NVARCHAR(50), FoundedOn DATE, Area DECIMAL(12,2)";
        cluster.sql().execute("CREATE TABLE Guessed (" + columns + ")");
        Files.writeString(
                cluster.files().resolve("guessed.csv"),
                "code;cíty;founded on;area\n1;São Paulo;25/01/1554;1.521,11\n2;Natal;25/12/1599;167,40\n",
                StandardCharsets.ISO_8859_1);

        JsonNode guess = cluster.registry().guess("guessed.csv", "Guessed");
        cluster.registry().putImport("Guessed", guess.path("definition").toString());
        JsonNode preview = cluster.registry().preview("Guessed", "guessed.csv");
        long id = cluster.registry().register(Registration.of("Guessing", "Guessed", "guessed.csv"));
        cluster.awaitOver(id, LIMIT);

        assertThat(preview.path("rows"))
                .hasSize(2)
                .allMatch(row -> row.path("faults").isEmpty());
        assertThat(cluster.tables().process(id).status()).isEqualTo("Completed");
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Guessed WHERE City = ? AND Area > 1521", "São Paulo"))
                .isEqualTo(1);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Guessed")).isEqualTo(2);
    }

    @Test
    void rejectedRowsAreCorrectedAndRegisteredAgain() throws IOException, SQLException {
        cluster.sql().execute("CREATE TABLE Corrected (Code INT NOT NULL, Note NVARCHAR(50))");
        cluster.registry().putImport("Corrected", """
                {"target":"Corrected","format":{"delimiter":";"},"rejects":{"maxRows":9}}""");
        Files.writeString(cluster.files().resolve("first.csv"), "Code;Note\n1;a\nx;\"ção; =1\"\n3;c\n-y;=1+1\n");
        long first = cluster.registry().register(Registration.of("Correcting", "Corrected", "first.csv"));
        cluster.awaitOver(first, LIMIT);

        long fileId = cluster.registry().files(first).get(0).fileId();
        String corrected =
                cluster.registry().rejectsAsCsv(fileId).replace("x;", "2;").replace("'-y;'=", "4;=");
        Files.writeString(cluster.files().resolve("second.csv"), corrected);
        long second = cluster.registry().register(Registration.of("Correcting", "Corrected", "second.csv"));
        cluster.awaitOver(second, LIMIT);

        assertThat(cluster.tables().process(second).status()).isEqualTo("Completed");
        assertThat(cluster.sql().rows("SELECT Code, Note FROM Corrected ORDER BY Code"))
                .containsExactly(List.of(1, "a"), List.of(2, "ção; =1"), List.of(3, "c"), List.of(4, "=1+1"));
    }
}
