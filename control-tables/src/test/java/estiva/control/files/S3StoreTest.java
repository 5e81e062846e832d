package estiva.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.Configured;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3StoreTest extends ObjectStoreContract {
    private final FakeS3 s3 = new FakeS3();
    private final FileRoot root = S3Roots.in(s3);

    @Override
    FakeStore fake() {
        return s3;
    }

    @Override
    FileRoot root() {
        return root;
    }

    @Override
    String address(String path) {
        return "s3://files/clients/" + path;
    }

    @Test
    void aLargeObjectIsCopiedInParts() throws Exception {
        put("a.csv", "0123456789");
        S3Store store = new S3Store(S3Clients.client(S3Roots.config(s3).s3()), FakeS3.BUCKET, FakeS3.PREFIX, 4);

        store.find("a.csv").moveTo("done", 7);

        assertThat(s3.text("done/a.csv")).isEqualTo("0123456789");
        assertThat(s3.uploads.values())
                .singleElement()
                .satisfies(parts -> assertThat(parts).hasSize(3));
        assertThat(has("a.csv")).isFalse();
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        S3Store elsewhere = new S3Store(S3Clients.client(S3Roots.config(s3).s3()), "nowhere", "");

        assertThatThrownBy(() -> elsewhere.list("in", name -> false))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileUnavailable.class)
                .hasMessageContaining("s3://nowhere/in/: there is no such bucket");
    }

    @Test
    void aKeyIsNoLongerThanAKeyMayBe() throws Exception {
        root.check("a".repeat(1016));

        assertThatThrownBy(() -> root.check("ã".repeat(509)))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining("1024 bytes");
    }

    @Test
    void withoutABucketNothingStarts() {
        FilesConfig config = Configured.of(FilesConfig.class, "estiva.files.root", "none", "estiva.files.store", "s3");

        assertThatThrownBy(() -> new FileRoot(config)).hasMessageContaining("estiva.files.s3.bucket");
    }

    @Test
    void theBucketIsAPartOfThePathWithAnEndpointUnlessToldOtherwise() {
        assertThat(url("estiva.files.s3.endpoint", "http://store.example.org"))
                .isEqualTo("http://store.example.org/files/a.csv");
        assertThat(url("estiva.files.s3.endpoint", "http://store.example.org", "estiva.files.s3.path-style", "false"))
                .isEqualTo("http://files.store.example.org/a.csv");
        assertThat(url("estiva.files.s3.region", "eu-central-1"))
                .isEqualTo("https://files.s3.eu-central-1.amazonaws.com/a.csv");
    }

    private static String url(String... settings) {
        return client(settings)
                .utilities()
                .getUrl(get -> get.bucket("files").key("a.csv"))
                .toString();
    }

    private static S3Client client(String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "estiva.files.root";
        all[settings.length + 1] = "none";
        return S3Clients.client(Configured.of(FilesConfig.class, all).s3());
    }

    @Test
    void theRegionIsThatOfTheEnvironmentBehindAnEndpointToo() {
        String endpoint = "https://vpce-1.example.org";
        assertThat(region("estiva.files.s3.endpoint", endpoint)).isEqualTo(Region.US_EAST_1);
        // Where an operator, or a pod's identity, would set AWS_REGION.
        System.setProperty("aws.region", "sa-east-1");
        try {
            assertThat(region("estiva.files.s3.endpoint", endpoint)).isEqualTo(Region.SA_EAST_1);
            assertThat(region()).isEqualTo(Region.SA_EAST_1);
            assertThat(region("estiva.files.s3.endpoint", endpoint, "estiva.files.s3.region", "eu-west-1"))
                    .isEqualTo(Region.EU_WEST_1);
        } finally {
            System.clearProperty("aws.region");
        }
    }

    private static Region region(String... settings) {
        return client(settings).serviceClientConfiguration().region();
    }

    @Test
    void withoutARegionNothingStarts() {
        // No machine's metadata is asked for, which would take its time.
        System.setProperty("aws.disableEc2Metadata", "true");
        try {
            assertThatThrownBy(() -> client("estiva.files.s3.bucket", "files"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("estiva.files.s3.region");
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
    }

    @Test
    void aBucketInAnotherRegionIsSaidToBeThere() {
        s3.answer("HEAD", 301, 1);

        assertThatThrownBy(() -> root.find("a.csv"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("estiva.files.s3.region");
    }

    @Test
    void anArchivedObjectIsSaidToBeOne() throws Exception {
        put("a.csv", "1");
        SourceFile file = root.find("a.csv");
        s3.answer("GET", 403, "InvalidObjectState", 1);

        assertThatThrownBy(file::open)
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("archived");
    }

    /** S3 begins its answer before it knows whether the copy succeeds. */
    @Test
    void anObjectStaysWhoseCopyFailsUnderAStatusOfSuccess() throws Exception {
        put("a.csv", "0123456789");
        S3Store inParts = new S3Store(S3Clients.client(S3Roots.config(s3).s3()), FakeS3.BUCKET, FakeS3.PREFIX, 4);
        s3.answer("PUT", 200, "InternalError", 100);

        assertThatThrownBy(() -> root.find("a.csv").moveTo("done", 7)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> inParts.find("a.csv").moveTo("done", 7)).isInstanceOf(IOException.class);

        s3.heal();
        s3.answer(
                request -> request.method().equals("POST") && request.query.containsKey("uploadId"),
                200,
                "InternalError",
                100);
        assertThatThrownBy(() -> inParts.find("a.csv").moveTo("done", 7)).isInstanceOf(IOException.class);

        assertThat(s3.text("a.csv")).isEqualTo("0123456789");
    }
}
