package estiva.control.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.files.SourceStore.Listed;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds wherever the files lie. */
abstract class SourceStoreContract {

    abstract FileRoot root();

    abstract void put(String path, String content) throws Exception;

    abstract void remove(String path) throws Exception;

    abstract boolean has(String path) throws Exception;

    @ParameterizedTest
    @ValueSource(strings = {"a.csv", "ClienteA/2026/a b+c%20&~.csv"})
    void aFileIsReadToItsEndAndIsStillTheSameThen(String path) throws Exception {
        put(path, "Id\n1\n");

        SourceFile file = root().find(path);

        assertThat(file.size()).isEqualTo(5);
        assertThat(path).endsWith(file.name());
        try (SourceBytes bytes = file.open()) {
            assertThat(bytes.length()).isEqualTo(5);
            assertThat(new String(bytes.readAllBytes(), UTF_8)).isEqualTo("Id\n1\n");
            bytes.requireUnchanged();
        }
    }

    @Test
    void anEmptyFileHasNoBytes() throws Exception {
        put("a.csv", "");

        try (SourceBytes bytes = root().find("a.csv").open()) {
            assertThat(bytes.length()).isZero();
            assertThat(bytes.read(new byte[10])).isEqualTo(-1);
            bytes.requireUnchanged();
        }
    }

    @Test
    void aMissingFileIsNotFoundButMayBeRegistered() throws Exception {
        assertThatThrownBy(() -> root().find("ClienteA/a.csv"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith("ClienteA/a.csv");
        root().check("ClienteA/a.csv");
    }

    @Test
    void aFileThatGoesBetweenTwoLooksIsNotFound() throws Exception {
        put("a.csv", "Id\n1\n");
        SourceFile file = root().find("a.csv");
        remove("a.csv");

        assertThatThrownBy(file::open).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsFoundOut() throws Exception {
        put("a.csv", "Id\n1\n");
        try (SourceBytes bytes = root().find("a.csv").open()) {
            bytes.readAllBytes();
            put("a.csv", "Id\n2\n");

            assertThatThrownBy(bytes::requireUnchanged)
                    .isInstanceOf(FileChanged.class)
                    .hasMessageStartingWith("changed while it was read");
        }
    }

    @Test
    void aFileThatDisappearsWhileItIsReadIsFoundOut() throws Exception {
        put("a.csv", "Id\n1\n");
        try (SourceBytes bytes = root().find("a.csv").open()) {
            bytes.readAllBytes();
            remove("a.csv");

            assertThatThrownBy(bytes::requireUnchanged)
                    .isInstanceOf(FileChanged.class)
                    .hasMessageStartingWith("disappeared while it was read");
        }
    }

    @Test
    void aFileIsMovedBelowAFolderWhereItKeepsItsPath() throws Exception {
        put("ClienteA/a.csv", "1");

        root().find("ClienteA/a.csv").moveTo("done", 7);

        assertThat(has("ClienteA/a.csv")).isFalse();
        assertThat(text("done/ClienteA/a.csv")).isEqualTo("1");
    }

    @Test
    void aFileThatIsMovedToWhereOneIsGetsANumberAndBothStay() throws Exception {
        put("done/ClienteA/a.csv", "1");
        put("ClienteA/a.csv", "2");

        root().find("ClienteA/a.csv").moveTo("done", 7);

        assertThat(text("done/ClienteA/a.csv")).isEqualTo("1");
        assertThat(text("done/ClienteA/7-a.csv")).isEqualTo("2");
        assertThat(has("ClienteA/a.csv")).isFalse();
    }

    @Test
    void whatIsMovedOrDeletedAlreadyIsLeftAsItIs() throws Exception {
        put("a.csv", "1");
        put("b.csv", "1");
        SourceFile moved = root().find("a.csv");
        SourceFile deleted = root().find("b.csv");
        moved.moveTo("done", 7);
        deleted.delete();

        moved.moveTo("done", 7);
        deleted.delete();

        assertThat(root().list("", name -> false).files())
                .extracting(Listed::path)
                .containsExactly("done/a.csv");
    }

    @Test
    void aListHoldsAllFilesBelowAFolderButNoneOfWhatIsIgnored() throws Exception {
        for (String path :
                List.of("in/A/a.csv", "in/A/2026/b.csv", "in/A/done/c.csv", "in/B/d.tmp", "inside/e.csv", "f.csv")) {
            put(path, path);
        }

        List<Listed> files = root().list("in", name -> name.equals("done") || name.endsWith(".tmp"))
                .files();

        assertThat(files).extracting(Listed::path).containsExactlyInAnyOrder("in/A/a.csv", "in/A/2026/b.csv");
        assertThat(files)
                .allSatisfy(
                        file -> assertThat(file.size()).isEqualTo(file.path().length()));
    }

    @Test
    void aFileThatIsWrittenAnewIsListedAsAnother() throws Exception {
        put("in/a.csv", "1");
        List<Listed> before = root().list("in", name -> false).files();
        assertThat(root().list("in", name -> false).files()).isEqualTo(before);

        put("in/a.csv", "2");

        assertThat(root().list("in", name -> false).files()).hasSize(1).isNotEqualTo(before);
    }

    private String text(String path) throws Exception {
        try (SourceBytes bytes = root().find(path).open()) {
            return new String(bytes.readAllBytes(), UTF_8);
        }
    }
}
