package estiva.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.Configured;
import java.io.IOException;
import org.junit.jupiter.api.Test;

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
        assertThat(s3.uploads.values()).singleElement().satisfies(parts -> assertThat(parts).hasSize(3));
        assertThat(has("a.csv")).isFalse();
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        S3Store elsewhere = new S3Store(S3Clients.client(S3Roots.config(s3).s3()), "nowhere", "");

        assertThatThrownBy(() -> elsewhere.list("in", name -> false)).isInstanceOf(IOException.class)
                .isNotInstanceOf(FileUnavailable.class)
                .hasMessageContaining("s3://nowhere/in/: there is no such bucket");
    }

    @Test
    void aKeyIsNoLongerThanAKeyMayBe() throws Exception {
        root.check("a".repeat(1016));

        assertThatThrownBy(() -> root.check("ã".repeat(509))).isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining("1024 bytes");
    }

    @Test
    void withoutABucketNothingStarts() {
        FilesConfig config =
                Configured.of(FilesConfig.class, "estiva.files.root", "none", "estiva.files.store", "s3");

        assertThatThrownBy(() -> new FileRoot(config)).hasMessageContaining("estiva.files.s3.bucket");
    }
}
