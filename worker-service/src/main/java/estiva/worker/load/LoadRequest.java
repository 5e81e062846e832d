package estiva.worker.load;

import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec;
import estiva.worker.read.MemoryShare;

/**
 * One file to load.
 *
 * @param file already found and checked
 * @param fileName as registered: what messages and {@code ${fileName}} show
 * @param memory from which all takes that is read of it, and kept of it until its load has ended
 */
public record LoadRequest(
        SourceFile file,
        String fileName,
        String processName,
        String parameter1,
        String parameter2,
        ImportSpec spec,
        MemoryShare memory) {}
