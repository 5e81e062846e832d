package estiva.control.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds of objects, whoever stores them. */
abstract class ObjectStoreContract extends SourceStoreContract {
    private static final int BLOCK = 1 << 16;

    abstract FakeStore fake();

    /** As messages call it. */
    abstract String address(String path);

    @AfterEach
    void close() {
        fake().close();
    }

    @Override
    void put(String path, String content) {
        fake().put(path, content);
    }

    @Override
    void remove(String path) {
        fake().remove(path);
    }

    @Override
    boolean has(String path) {
        return fake().has(path);
    }

    @Test
    void accentsInPathsAreNoMatter() throws Exception {
        put("São João/ação.csv", "1");

        assertThat(root().find("São João/ação.csv").size()).isOne();
        assertThat(root().list("São João", name -> false).files())
                .extracting(SourceStore.Listed::path)
                .containsExactly("São João/ação.csv");
    }

    @Test
    void credentialsThatMayNotAreARefusalThatNamesTheObject() throws Exception {
        put("a.csv", "1");
        SourceFile file = root().find("a.csv");
        fake().answer("HEAD", 403, 1);
        fake().answer("GET", 403, 2);

        assertThatThrownBy(() -> root().find("a.csv"))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("denied");
        assertThatThrownBy(file::open).isInstanceOf(AccessDeniedException.class).hasMessageContaining(address("a.csv"));
        assertThatThrownBy(() -> root().list("in", name -> false))
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageContaining(address("in/"));
    }

    @Test
    void anAnswerThatMayBeAnotherOneNextTimeIsAskedForAgain() throws Exception {
        put("a.csv", "1");
        fake().answer("HEAD", 500, 2);
        assertThat(root().find("a.csv").size()).isOne();

        fake().answer("HEAD", 503, 100);
        assertThatThrownBy(() -> root().find("a.csv"))
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageContaining("503");
    }

    @Test
    void aServerThatDoesNotAnswerMayDoSoLater() throws Exception {
        fake().close();

        assertThatThrownBy(() -> root().find("a.csv"))
                .isInstanceOf(FileUnavailable.class)
                .hasMessageContaining(address("a.csv"))
                .hasMessageNotContaining("null");
        assertThatThrownBy(() -> root().list("in", name -> false)).isInstanceOf(FileUnavailable.class);
    }

    @Test
    void aBodyThatBreaksOffGoesOnWhereItBroke() throws Exception {
        put("a.csv", "0123456789".repeat(100_000));
        fake().breakOff(300_000, 2);

        try (SourceBytes bytes = root().find("a.csv").open()) {
            assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo("0123456789".repeat(100_000));
        }
        assertThat(fake().requests("GET")).hasSize(3);
        // What the client had received and not handed out when the
        // connection broke is sent again; a new beginning is 1.6 million.
        assertThat(fake().bytesSent()).isBetween(1_000_000L, 1_299_999L);
    }

    @Test
    void aBodyThatBreaksOffAgainAndAgainIsUnavailable() throws Exception {
        put("a.csv", "0123456789".repeat(100_000));
        SourceFile file = root().find("a.csv");
        fake().breakOff(300_000, 1);
        fake().breakOff(0, 100);

        try (SourceBytes bytes = file.open()) {
            assertThatThrownBy(bytes::readAllBytes)
                    .isInstanceOf(FileUnavailable.class)
                    .hasMessageContaining(address("a.csv"))
                    .hasMessageFindingMatch("after [1-9][0-9]* bytes");
        }
    }

    @Test
    void noObjectIsReadPartlyFromOneVersionAndPartlyFromAnother() throws Exception {
        put("a.csv", "0123456789".repeat(100_000));
        SourceFile file = root().find("a.csv");
        fake().breakOff(300_000, 1);
        try (SourceBytes bytes = file.open()) {
            put("a.csv", "9876543210".repeat(100_000));

            assertThatThrownBy(bytes::readAllBytes)
                    .isInstanceOf(FileChanged.class)
                    .hasMessageStartingWith("changed while it was read");
        }
        assertThatThrownBy(file::open).isInstanceOf(FileChanged.class);
    }

    @Test
    void aLargeObjectIsStreamedAndNotReadToItsEndByThoseWhoStop() throws Exception {
        fake().putLarge("a.csv", 1L << 40, "1;2\n".repeat(BLOCK / 4).getBytes(UTF_8));

        try (SourceBytes bytes = root().find("a.csv").open()) {
            assertThat(bytes.length()).isEqualTo(1L << 40);
            bytes.readNBytes(BLOCK);
        }

        // What was on its way, and no more.
        assertThat(fake().bytesSent()).isLessThan(64L << 20);
    }

    @Test
    void aListHasAsManyPagesAsItTakes() throws Exception {
        for (int i = 0; i < 250; i++) {
            put("in/f" + i + ".csv", "1");
        }
        put("in/folder/", "");

        assertThat(root().list("in", name -> false).files()).hasSize(250);
        assertThat(fake().requests("GET")).hasSize(3);
    }

    @Test
    void aMoveThatWasCutOffAfterItsCopyIsOnlyEnded() throws Exception {
        put("a.csv", "1");
        fake().answer("DELETE", 403, 1);
        assertThatThrownBy(() -> root().find("a.csv").moveTo("done", 7)).isInstanceOf(AccessDeniedException.class);

        root().find("a.csv").moveTo("done", 7);

        assertThat(has("a.csv")).isFalse();
        assertThat(root().list("done", name -> false).files()).hasSize(1);
    }

    @Test
    void whatNobodyHasLoadedIsNeitherMovedNorDeleted() throws Exception {
        put("a.csv", "1");
        SourceFile loaded = root().find("a.csv");
        put("a.csv", "2");

        assertThatThrownBy(() -> loaded.moveTo("done", 7)).isInstanceOf(FileChanged.class);
        assertThatThrownBy(loaded::delete).isInstanceOf(FileChanged.class);

        assertThat(fake().text("a.csv")).isEqualTo("2");
        assertThat(has("done/a.csv")).isFalse();
    }
}
