package estiva.control.imports;

import java.time.Instant;

/**
 * One version of an import definition without the definition itself, for lists.
 *
 * @param processName the client whose files it serves; null: whoever names it
 * @param fileNames pattern of the names of these files; null: none is found by its name
 */
public record ImportVersion(String importName, int version, String processName, String fileNames, Instant createdAt) {}
