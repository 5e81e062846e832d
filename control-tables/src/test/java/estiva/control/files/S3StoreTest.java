package estiva.control.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.Configured;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3StoreTest extends FileStoreContract {
    private static final int BLOCK = 1 << 16;

    private FakeS3 s3;
    private FileRoot root;

    @BeforeEach
    void bucket() {
        s3 = new FakeS3();
        root = S3Roots.in(s3);
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Override
    FileRoot root() {
        return root;
    }

    @Override
    void put(String path, String content) {
        s3.put(path, content);
    }

    @Override
    void remove(String path) {
        s3.remove(path);
    }

    @Override
    boolean has(String path) {
        return s3.has(path);
    }

    @Test
    void accentsInPathsAreNoMatter() throws Exception {
        put("São João/ação.csv", "1");

        assertThat(root.find("São João/ação.csv").size()).isOne();
        assertThat(root.list("São João", name -> false).files()).extracting(FileStore.Listed::path)
                .containsExactly("São João/ação.csv");
    }

    @Test
    void credentialsThatMayNotAreARefusalThatNamesTheObject() throws Exception {
        put("a.csv", "1");
        SourceFile file = root.find("a.csv");
        s3.answer("HEAD", 403, 1);
        s3.answer("GET", 403, 2);

        assertThatThrownBy(() -> root.find("a.csv")).isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining("s3://files/clients/a.csv").hasMessageContaining("denied");
        assertThatThrownBy(file::open).isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("s3://files/clients/a.csv");
        assertThatThrownBy(() -> root.list("in", name -> false)).isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining("s3://files/clients/in/");
    }

    @Test
    void anAnswerThatMayBeAnotherOneNextTimeIsAskedForAgain() throws Exception {
        put("a.csv", "1");
        s3.answer("HEAD", 500, 2);
        assertThat(root.find("a.csv").size()).isOne();

        s3.answer("HEAD", 503, 100);
        assertThatThrownBy(() -> root.find("a.csv")).isInstanceOf(FileUnavailable.class)
                .hasMessageContaining("s3://files/clients/a.csv").hasMessageContaining("503");
    }

    @Test
    void aServerThatDoesNotAnswerMayDoSoLater() throws Exception {
        s3.close();

        assertThatThrownBy(() -> root.find("a.csv")).isInstanceOf(FileUnavailable.class);
        assertThatThrownBy(() -> root.list("in", name -> false)).isInstanceOf(FileUnavailable.class);
    }

    @Test
    void aBodyThatBreaksOffGoesOnWhereItBroke() throws Exception {
        put("a.csv", "0123456789".repeat(100_000));
        s3.breakOff(300_000, 2);

        try (SourceBytes bytes = root.find("a.csv").open()) {
            assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo("0123456789".repeat(100_000));
        }
        assertThat(s3.requests("GET")).hasSize(3);
        assertThat(s3.bytesSent()).isEqualTo(1_000_000);
    }

    @Test
    void aBodyThatBreaksOffAgainAndAgainIsUnavailable() throws Exception {
        put("a.csv", "0123456789".repeat(100_000));
        SourceFile file = root.find("a.csv");
        s3.breakOff(300_000, 1);
        s3.breakOff(0, 100);

        try (SourceBytes bytes = file.open()) {
            assertThatThrownBy(bytes::readAllBytes).isInstanceOf(FileUnavailable.class)
                    .hasMessageContaining("s3://files/clients/a.csv").hasMessageContaining("after 300000 bytes");
        }
    }

    @Test
    void noObjectIsReadPartlyFromOneVersionAndPartlyFromAnother() throws Exception {
        put("a.csv", "0123456789".repeat(100_000));
        SourceFile file = root.find("a.csv");
        s3.breakOff(300_000, 1);
        try (SourceBytes bytes = file.open()) {
            put("a.csv", "9876543210".repeat(100_000));

            assertThatThrownBy(bytes::readAllBytes).isInstanceOf(FileChanged.class)
                    .hasMessageStartingWith("changed while it was read");
        }
        assertThatThrownBy(file::open).isInstanceOf(FileChanged.class);
    }

    @Test
    void aLargeObjectIsStreamedAndNotReadToItsEndByThoseWhoStop() throws Exception {
        s3.putLarge("a.csv", 1L << 40, "1;2\n".repeat(BLOCK / 4).getBytes(UTF_8));

        try (SourceBytes bytes = root.find("a.csv").open()) {
            assertThat(bytes.length()).isEqualTo(1L << 40);
            bytes.readNBytes(BLOCK);
        }

        // What was on its way, and no more.
        assertThat(s3.bytesSent()).isLessThan(64L << 20);
    }

    @Test
    void aListHasAsManyPagesAsItTakes() throws Exception {
        for (int i = 0; i < 250; i++) {
            put("in/f" + i + ".csv", "1");
        }
        put("in/folder/", "");

        assertThat(root.list("in", name -> false).files()).hasSize(250);
        assertThat(s3.requests("GET")).hasSize(3);
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
    void aMoveThatWasCutOffAfterItsCopyIsOnlyEnded() throws Exception {
        put("a.csv", "1");
        s3.answer("DELETE", 403, 1);
        assertThatThrownBy(() -> root.find("a.csv").moveTo("done", 7)).isInstanceOf(AccessDeniedException.class);

        root.find("a.csv").moveTo("done", 7);

        assertThat(has("a.csv")).isFalse();
        assertThat(root.list("done", name -> false).files()).hasSize(1);
    }

    @Test
    void whatNobodyHasLoadedIsNeitherMovedNorDeleted() throws Exception {
        put("a.csv", "1");
        SourceFile loaded = root.find("a.csv");
        put("a.csv", "2");

        assertThatThrownBy(() -> loaded.moveTo("done", 7)).isInstanceOf(FileChanged.class);
        assertThatThrownBy(loaded::delete).isInstanceOf(FileChanged.class);

        assertThat(s3.text("a.csv")).isEqualTo("2");
        assertThat(has("done/a.csv")).isFalse();
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
