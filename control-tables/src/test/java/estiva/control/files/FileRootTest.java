package estiva.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.params.provider.ValueSource;

class FileRootTest {
    @TempDir
    Path temp;

    private Path folder;
    private FileRoot root;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectories(temp.resolve("root"));
        root = new FileRoot(folder, Optional.of(List.of("\\\\server\\in=legacy", "D:\\dados\\=")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x.csv",
                "a/../../x.csv",
                "/etc/passwd",
                "\\etc\\x",
                "C:\\x.csv",
                "a\\..\\x.csv",
                "",
                "a/",
                "x\u0000.csv"
            })
    void aPathThatCouldLeaveTheRootIsRefusedAsText(String fileName) {
        assertThatThrownBy(() -> root.relative(null, fileName)).isInstanceOf(FileRoot.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "\\\\SERVER\\in\\ClienteA\\x.csv, legacy/ClienteA/x.csv",
        "D:\\dados\\x.csv, x.csv",
        "sub\\x.csv, sub/x.csv",
        "./x.csv, x.csv"
    })
    void legacyPrefixesAndBackslashesBecomePathsBelowTheRoot(String fileName, String relative) throws Exception {
        assertThat(root.relative(null, fileName)).isEqualTo(relative);
    }

    @Test
    void aMappingDoesNotLetAPathClimbOut() {
        assertThatThrownBy(() -> root.relative(null, "\\\\server\\in\\..\\..\\x.csv"))
                .isInstanceOf(FileRoot.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, '\t', '\n', 0x1B, 0x7F, 0x85, 0x200B, 0x2028, 0x202E, 0xFEFF, 0xD800})
    void aPathWithACharacterThatCannotBeSeenIsRefusedByItsNumber(int character) {
        String name = "a" + new StringBuilder().appendCodePoint(character) + ".csv";

        assertThatThrownBy(() -> root.relative(null, name))
                .isInstanceOf(FileRoot.Refused.class)
                .hasMessageContaining(String.format("U+%04X", character));
        assertThatThrownBy(() -> root.relative(name, "b.csv")).isInstanceOf(FileRoot.Refused.class);
    }

    @Test
    void aLinkOutOfTheRootIsRefusedWhenRegisteredAndWhenOpened() throws Exception {
        Path outside = Files.writeString(temp.resolve("secret.csv"), "x");
        Files.createSymbolicLink(folder.resolve("link.csv"), outside);

        assertThatThrownBy(() -> root.find("link.csv")).hasMessageContaining("link");
        assertThatThrownBy(() -> root.check("link.csv")).isInstanceOf(FileRoot.Refused.class);
    }

    @Test
    void aFileBelowTheRootIsFoundAndAMissingOneMayStillArrive() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "x");

        assertThat(root.find("a.csv").local()).contains(file.toRealPath());
        assertThatThrownBy(() -> root.find("b.csv")).isInstanceOf(NoSuchFileException.class);
        root.check("b.csv");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(folder.resolve("sub"));

        assertThatThrownBy(() -> root.find("sub")).hasMessageContaining("not a plain file");
    }
}
