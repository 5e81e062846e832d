package estiva.control.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends SourceStoreContract {
    @TempDir
    Path folder;

    @Override
    FileRoot root() {
        return new FileRoot(folder, Optional.empty());
    }

    @Override
    void put(String path, String content) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        // Another file under the name: its time need not differ.
        Files.deleteIfExists(file);
        Files.writeString(file, content);
    }

    @Override
    void remove(String path) throws Exception {
        Files.delete(folder.resolve(path));
    }

    @Override
    boolean has(String path) {
        return Files.exists(folder.resolve(path));
    }

    @Test
    void aFolderThatIsNotThereIsSaidToBeNone() {
        assertThatThrownBy(() -> root().list("in", name -> false)).isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void aFileThatCannotBeOpenedMayBeOpenedLater() {
        // Stands for one that another program holds, which only Windows knows.
        Path path = folder.resolve("a".repeat(300));

        assertThatThrownBy(() -> LocalFile.at(path).open()).isInstanceOf(FileUnavailable.class);
    }

    @Test
    void aFileThatCannotBeReadOnTheWayMayBeReadLater() throws Exception {
        // A folder that takes the file's place is opened, but cannot be read: as near as it gets to a disk's error.
        Path path = Files.createDirectory(folder.resolve("a.csv"));

        try (SourceBytes bytes = LocalFile.at(path).open()) {
            assertThatThrownBy(() -> bytes.read(new byte[1])).isInstanceOf(FileUnavailable.class);
        }
        assertThat(FileUnavailable.isBehind(new RuntimeException(new FileUnavailable("x", null))))
                .isTrue();
        assertThat(FileUnavailable.isBehind(FileChanged.changed())).isFalse();
    }
}
