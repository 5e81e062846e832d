package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a worker tells Kubernetes is told beside its loads. */
class DeletionCostIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void workersLoadThoughKubernetesDoesNotAnswer() throws IOException, SQLException {
        Path account =
                Files.createDirectory(TestCluster.home(DeletionCostIT.class).resolve("account"));
        for (String file : new String[] {"token", "namespace", "name", "ca.crt"}) {
            Files.writeString(account.resolve(file), "none");
        }
        try (TestCluster cluster = TestCluster.start(
                DeletionCostIT.class,
                settings -> settings.withWorkers(1)
                        .with("ESTIVA_WORKER_DELETION_COST_ACCOUNT", account.toString())
                        .with("ESTIVA_WORKER_DELETION_COST_API", "https://localhost:1"))) {
            ServiceProcess worker = cluster.cluster().workers().get(0);
            Await.until(
                    "the worker has tried",
                    LIMIT,
                    Duration.ofMillis(100),
                    () -> worker.log().contains("Kubernetes does not know this pod's deletion cost"));
            cluster.makeBulkImport("Loaded");
            BulkFile.write(cluster.files().resolve("loaded.csv"), 0, 10);

            long processId = cluster.registry().register(Registration.of("ClienteA", "Loaded", "loaded.csv"));

            assertThat(cluster.awaitOver(processId, LIMIT).status()).isEqualTo("Completed");
            worker.awaitLive(LIMIT);
        }
    }
}
