package estiva.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of a client that may lie in one folder only, wherever their paths lead. */
class ClientFolderTest {
    private static final String FOLDER = "ClienteA";

    @TempDir
    Path temp;

    private Path folder;
    private FileRoot root;

    @BeforeEach
    void twoClients() throws IOException {
        folder = Files.createDirectories(temp.resolve("root"));
        root = new FileRoot(folder, Optional.of(List.of("\\\\server\\a=ClienteA", "\\\\server\\b=ClienteB")));
        for (String path : List.of("ClienteA/a.csv", "ClienteA/2026/a.csv", "ClienteB/b.csv", "ClienteAB/c.csv")) {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.writeString(folder.resolve(path), "x");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ClienteA/a.csv",
                "ClienteA\\2026\\a.csv",
                "./ClienteA//a.csv",
                "\\\\SERVER\\a\\a.csv",
            })
    void aFileInTheFolderIsFoundHoweverItsPathIsWritten(String fileName) throws Exception {
        assertThat(root.find(root.relative(null, fileName), FOLDER).name()).isEqualTo("a.csv");
        root.check(root.relative(null, fileName), FOLDER);
    }

    @Test
    void oneThatIsNotThereYetMayBeRegistered() throws Exception {
        root.check("ClienteA/2027/late.csv", FOLDER);
        root.check("ClienteC/late.csv", "ClienteC");

        assertThatThrownBy(() -> root.find("ClienteA/late.csv", FOLDER)).isInstanceOf(NoSuchFileException.class);
    }

    /** There is a file, there is none, what looks like a folder is a file, a folder is no file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ClienteB/b.csv",
                "ClienteB/none.csv",
                "ClienteB/b.csv/x.csv",
                "ClienteB",
                "none/none.csv",
                "ClienteAB/c.csv",
                "clientea/a.csv",
                "\\\\server\\b\\b.csv"
            })
    void ofAFileElsewhereNothingIsToldNotEvenWhetherThereIsOne(String fileName) throws Exception {
        String path = root.relative(null, fileName);
        String message = "'" + path + "' does not lie in 'ClienteA', the folder of its client: put the file there"
                + " and name it so, or change \"folder\" of the client";

        assertThat(catchThrowable(() -> root.find(path, FOLDER)))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessage(message);
        assertThat(catchThrowable(() -> root.check(path, FOLDER)))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessage(message);
    }

    @Test
    void aLinkOutOfTheFolderIsRefusedWhetherThereIsAFileBehindItOrNot() throws Exception {
        link("ClienteA/there.csv", "../ClienteB/b.csv");
        link("ClienteA/none.csv", "../ClienteB/none.csv");
        link("ClienteA/sub", "../ClienteB");
        link("ClienteA/outside.csv", temp.resolve("secret.csv").toString());
        link("ClienteA/circle.csv", "../ClienteB/circle.csv");
        link("ClienteB/circle.csv", "../ClienteB/circle.csv");

        for (String name : List.of("there.csv", "none.csv", "sub/b.csv", "sub/none.csv", "outside.csv", "circle.csv")) {
            String path = "ClienteA/" + name;
            assertThatThrownBy(() -> root.find(path, FOLDER)).as(path).hasMessageContaining("does not lie in");
            assertThatThrownBy(() -> root.check(path, FOLDER)).as(path).hasMessageContaining("does not lie in");
        }
    }

    @Test
    void aLinkThatLeadsIntoTheFolderIsAWayToIt() throws Exception {
        link("entry", "ClienteA");
        link("ClienteA/latest.csv", "2026/a.csv");
        link("ClienteA/tomorrow.csv", "2026/none.csv");

        assertThat(root.find("entry/a.csv", FOLDER).name()).isEqualTo("a.csv");
        assertThat(root.find("ClienteA/a.csv", "entry").name()).isEqualTo("a.csv");
        assertThat(root.find("ClienteA/latest.csv", FOLDER).name()).isEqualTo("a.csv");
        root.check("ClienteA/tomorrow.csv", FOLDER);
    }

    @Test
    void aFolderThatIsALinkOutOfTheRootHoldsNothing() throws Exception {
        Files.writeString(Files.createDirectory(temp.resolve("elsewhere")).resolve("x.csv"), "x");
        link("ClienteC", temp.resolve("elsewhere").toString());

        assertThatThrownBy(() -> root.find("ClienteC/x.csv", "ClienteC"))
                .hasMessageContaining("leads out of the file root");
    }

    @ParameterizedTest
    @NullAndEmptySource
    void withoutAFolderAFileMayLieAnywhere(String none) throws Exception {
        assertThat(root.find("ClienteB/b.csv", root.folder(none)).name()).isEqualTo("b.csv");
    }

    @ParameterizedTest
    @CsvSource({"ClienteA, ClienteA", "ClienteA\\in\\, ClienteA/in", "./a//b/, a/b", "\\\\server\\b\\x, ClienteB/x"})
    void aFolderIsReadLikeAPath(String text, String path) throws Exception {
        assertThat(root.folder(text)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../b", "/", "/a", "C:\\a", ".", " ", "\\\\other\\a", "a\u0000b", "a\u202Eb"})
    void aFolderThatIsNoneBelowTheRootIsRefusedAndNeverTakenForNone(String text) {
        assertThatThrownBy(() -> root.folder(text))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining("The folder of the client cannot be used")
                .hasMessageContaining("correct \"folder\" of the client");
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(folder.resolve(path), Path.of(target));
    }
}
