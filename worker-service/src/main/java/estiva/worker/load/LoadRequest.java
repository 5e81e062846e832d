package estiva.worker.load;

import estiva.control.imports.ImportSpec;
import java.nio.file.Path;

/**
 * One file to load.
 *
 * @param file where it is, already resolved and checked
 * @param fileName as registered: what messages and {@code ${fileName}} show
 */
public record LoadRequest(
        Path file, String fileName, String processName, String parameter1, String parameter2, ImportSpec spec) {}
