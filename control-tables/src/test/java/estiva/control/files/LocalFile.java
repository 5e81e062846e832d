package estiva.control.files;

import java.nio.file.Path;

/** A file of a test, by itself. */
public final class LocalFile {
    private LocalFile() {}

    /** Whether it is there or not. */
    public static SourceFile at(Path path) {
        return new FolderFile(new FolderStore(path.getParent()), path);
    }
}
