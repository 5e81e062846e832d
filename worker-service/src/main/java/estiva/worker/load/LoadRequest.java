package estiva.worker.load;

import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.Placeholder;
import estiva.worker.read.MemoryShare;

/**
 * One file to load.
 *
 * @param file already found and checked
 * @param fileName as registered: what messages and {@code ${fileName}} show
 * @param fileId of its registration: what {@code ${fileId}} shows; null: it is only looked at
 * @param memory from which all takes that is read of it, and kept of it until its load has ended
 */
public record LoadRequest(
        SourceFile file,
        String fileName,
        String processName,
        String parameter1,
        String parameter2,
        ImportSpec spec,
        MemoryShare memory,
        Long fileId) {

    /** A text of the definition with what the registration of the file says in it. */
    public String filled(String text) {
        return Placeholder.fill(text, placeholder -> switch (placeholder) {
            case fileName -> fileName;
            case fileId -> String.valueOf(fileId == null ? 0 : fileId);
            case processName -> processName;
            case parameter1 -> parameter1;
            case parameter2 -> parameter2;
        });
    }

    /** Of a file that is only looked at. */
    public LoadRequest(
            SourceFile file,
            String fileName,
            String processName,
            String parameter1,
            String parameter2,
            ImportSpec spec,
            MemoryShare memory) {
        this(file, fileName, processName, parameter1, parameter2, spec, memory, null);
    }
}
