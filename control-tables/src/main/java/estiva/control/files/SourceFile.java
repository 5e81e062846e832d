package estiva.control.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that was found in the root. It may change or go at any time: each method meets it as it is then. */
public interface SourceFile {

    /** The last name of its path. */
    String name();

    /** In bytes. */
    long size() throws IOException;

    /** Where it lies, if that is on a disk of this machine. */
    Optional<Path> local();

    /** The file from its begin. */
    SourceBytes open() throws IOException;

    /**
     * Moves it to a folder of the root, below which it keeps its path. One that has been moved already is left where it
     * is.
     *
     * @param number what makes its name another where there is one of that name
     */
    void moveTo(String folder, long number) throws FileRoot.Refused, IOException;

    /** Also when it is gone already. */
    void delete() throws IOException;
}
