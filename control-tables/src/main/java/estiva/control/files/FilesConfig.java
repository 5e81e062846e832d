package estiva.control.files;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the files lie. */
@ConfigMapping(prefix = "estiva.files")
public interface FilesConfig {
    /** The folder below which every file lies. */
    Path root();

    /** {@code legacy prefix=folder below the root}. */
    Optional<List<String>> mappings();
}
