package estiva.worker.load;

import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec;

/**
 * One file to load.
 *
 * @param file already found and checked
 * @param fileName as registered: what messages and {@code ${fileName}} show
 */
public record LoadRequest(
        SourceFile file, String fileName, String processName, String parameter1, String parameter2, ImportSpec spec) {}
