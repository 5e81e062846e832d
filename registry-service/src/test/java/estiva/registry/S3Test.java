package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import estiva.control.Configured;
import estiva.control.client.Clients;
import estiva.control.files.FakeS3;
import estiva.control.files.FileRoot;
import estiva.control.files.S3Roots;
import estiva.control.imports.ImportDefinitions;
import estiva.control.inbox.InboxFiles;
import estiva.control.inbox.InboxRetention;
import estiva.registry.inbox.Inbox;
import estiva.registry.inbox.InboxConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry whose files are objects in a bucket. */
@QuarkusTest
@WithTestResource(S3Test.Bucket.class)
class S3Test extends RegistryTest {
    private static FakeS3 s3;

    @Inject
    InboxRetention retention;

    @Inject
    FileRoot root;

    @Inject
    InboxFiles inboxFiles;

    @Inject
    ImportDefinitions definitions;

    @Inject
    Clients clients;

    private String client;
    private Inbox inbox;

    /** The service is configured for a bucket while this class runs. */
    public static class Bucket implements QuarkusTestResourceLifecycleManager {
        private FakeS3 bucket;

        @Override
        public Map<String, String> start() {
            bucket = new FakeS3();
            return S3Roots.settings(bucket);
        }

        @Override
        public void inject(TestInjector injector) {
            s3 = bucket;
        }

        @Override
        public void stop() {
            bucket.close();
        }
    }

    @BeforeEach
    void aClientsFolder() {
        client = name("s3-client");
        putImport(client, "{\"target\":\"dbo.Cities\"}");
        InboxConfig config = Configured.of(InboxConfig.class, "estiva.inbox.quiet", "0s");
        inbox = new Inbox(inboxFiles, retention, definitions, root, clients, config, new SimpleMeterRegistry());
    }

    @Test
    void anObjectThatIsNotThereYetIsRegisteredLikeSuchAFile() {
        post("/processes", body(client, client, "late.csv")).statusCode(201);
    }

    @Test
    void keysMustLieInTheFolderOfTheirClient() {
        putClient(client, "{\"folder\":\"ClienteA\"}").statusCode(200);

        post("/processes", body(client, client, "ClienteA/late.csv")).statusCode(201);
        for (String key : List.of("ClienteB/a.csv", "clientea/a.csv", "ClienteAB/a.csv", "ClienteA")) {
            post("/processes", body(client, client, key))
                    .statusCode(422)
                    .body("errors.message", hasItem(containsString("does not lie in 'ClienteA'")));
        }
    }

    @Test
    void aKeyOutsideOfTheRootIsRefusedLikeSuchAPath() {
        post("/processes", body(client, client, "../other/a.csv"))
                .statusCode(422)
                .body("errors.field", hasItem("files[0].fileName"))
                .body(containsString("stay below the file root"));
    }

    @Test
    void anObjectIsRegisteredFromTheInboxOnceItStandsStill() {
        s3.put("inbox/" + client + "/2026/a.csv", "1");
        inbox.poll();
        // Of the same size and within the same second.
        s3.put("inbox/" + client + "/2026/a.csv", "2");
        inbox.poll();
        assertThat(registered()).isEmpty();

        inbox.poll();
        inbox.poll();

        assertThat(registered()).hasSize(1);
        get("/processes/" + registered().get(0) + "/files")
                .body("items[0].fileName", equalTo("a.csv"))
                .body("items[0].directory", equalTo("inbox/" + client + "/2026"));
    }

    @Test
    void anObjectThatIsWrittenAnewIsRegisteredAnewAndARestartRegistersNothing() {
        s3.put("inbox/" + client + "/a.csv", "1");
        s3.put("inbox/" + client + "/a.csv.ok", "");
        inbox.poll();
        assertThat(registered()).hasSize(1);

        aClientsFolder(client);
        inbox.poll();
        assertThat(registered()).hasSize(1);

        s3.put("inbox/" + client + "/a.csv", "2");
        inbox.poll();
        assertThat(registered()).hasSize(2);
    }

    @Test
    void keysThatAreNoPathsAreLeftAlone() {
        for (String key : List.of(
                "a//b.csv", "../b.csv", "./c.csv", "d\\e.csv", "f\u0001.csv", "g.csv/", ".h.csv", "done/i.csv")) {
            s3.put("inbox/" + client + "/" + key, "1");
            s3.put("inbox/" + client + "/" + key + ".ok", "1");
        }

        inbox.poll();

        assertThat(registered()).isEmpty();
    }

    /** As a registry that has just started. */
    private void aClientsFolder(String sameClient) {
        aClientsFolder();
        client = sameClient;
    }

    private List<Long> registered() {
        return get("/processes?processName=" + client).extract().jsonPath().getList("items.processId", Long.class);
    }
}
