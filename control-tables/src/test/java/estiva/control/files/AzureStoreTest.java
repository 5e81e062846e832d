package estiva.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AzureStoreTest extends ObjectStoreContract {
    private static final String FOLDER = "x-ms-meta-hdi_isfolder";

    private final FakeAzure azure = new FakeAzure();
    private final FileRoot root = AzureRoots.in(azure);

    @Override
    FakeStore fake() {
        return azure;
    }

    @Override
    FileRoot root() {
        return root;
    }

    @Override
    String address(String path) {
        return azure.endpoint() + "/files/clients/" + path;
    }

    @Test
    void whatStandsForAFolderIsNoFile() throws Exception {
        azure.put("in/A", "", Map.of(FOLDER, "true"));
        put("in/A/a.csv", "1");

        assertThat(root.list("in", name -> false).files())
                .extracting(SourceStore.Listed::path)
                .containsExactly("in/A/a.csv");
        assertThatThrownBy(() -> root.find("in/A")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anArchivedBlobIsSaidToBeOne() {
        azure.put("a.csv", "1", Map.of("x-ms-access-tier", "Archive"));

        assertThatThrownBy(() -> root.find("a.csv"))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("archived");
    }

    @Test
    void aBlobThatIsStillBeingCopiedToItsPlaceIsToBeTriedLater() {
        azure.put("a.csv", "", Map.of("x-ms-copy-status", "pending", "x-ms-copy-id", "1"));

        assertThatThrownBy(() -> root.find("a.csv"))
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("copied");
    }

    @Test
    void aBlobThatSomebodyHoldsIsToBeTriedLater() throws Exception {
        put("a.csv", "1");
        SourceFile file = root.find("a.csv");
        azure.answer("DELETE", 412, "LeaseIdMissing", 1);

        assertThatThrownBy(file::delete)
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("LeaseIdMissing");
    }

    @Test
    void aMovedBlobKeepsWhatItsOwnersNotedWithIt() throws Exception {
        azure.put("a.csv", "1", Map.of("x-ms-meta-sender", "ClienteA"));

        root.find("a.csv").moveTo("done", 7);

        assertThat(azure.objects.get("clients/done/a.csv").headers()).containsEntry("x-ms-meta-sender", "ClienteA");
    }

    @Test
    void aBlobIsNotDeletedBeforeItsCopyIsMade() throws Exception {
        put("a.csv", "1");
        azure.copyStatus = "failed";

        assertThatThrownBy(() -> root.find("a.csv").moveTo("done", 7))
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("copy");
        assertThat(azure.text("a.csv")).isEqualTo("1");

        azure.copyStatus = "success";
        root.find("a.csv").moveTo("done", 7);
        assertThat(azure.text("done/a.csv")).isEqualTo("1");
        assertThat(azure.objects).hasSize(1);
    }

    @Test
    void aCopyThatTakesItsTimeIsWaitedFor() throws Exception {
        put("a.csv", "1");
        azure.copyStatus = "pending";
        SourceFile file = root.find("a.csv");

        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<?> move = thread.submit(() -> {
            file.moveTo("done", 7);
            return null;
        });
        thread.shutdown();
        await("the copy is begun")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> has("done/a.csv") || move.isDone());
        assertThat(has("a.csv")).isTrue();
        azure.put("done/a.csv", "1", Map.of("x-ms-copy-id", "1", "x-ms-copy-status", "success"));
        move.get();

        assertThat(azure.objects).containsOnlyKeys("clients/done/a.csv");
    }

    @Test
    void aMoveThatWasCutOffDuringItsCopyWaitsForTheCopy() throws Exception {
        put("a.csv", "1");
        String eTag = azure.objects.get("clients/a.csv").eTag().replace("\"", "");
        azure.put(
                "done/a.csv",
                "",
                Map.of("x-ms-meta-estivaorigin", eTag, "x-ms-copy-id", "1", "x-ms-copy-status", "pending"));

        assertThatThrownBy(() -> root.find("a.csv").moveTo("done", 7))
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining(address("done/a.csv"))
                .hasMessageContaining("still being copied");
        assertThat(has("a.csv")).isTrue();

        azure.put(
                "done/a.csv",
                "1",
                Map.of("x-ms-meta-estivaorigin", eTag, "x-ms-copy-id", "1", "x-ms-copy-status", "success"));
        root.find("a.csv").moveTo("done", 7);
        assertThat(azure.objects).containsOnlyKeys("clients/done/a.csv");
    }

    @Test
    void aNameIsNoLongerThanANameMayBe() throws Exception {
        root.check("\u00e3".repeat(1016));

        assertThatThrownBy(() -> root.check("a".repeat(1017)))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining("1024 characters");
    }
}
