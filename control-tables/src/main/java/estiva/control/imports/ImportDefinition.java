package estiva.control.imports;

import java.time.Instant;

/** One version of an import definition. Versions count from 1 and are never changed. */
public record ImportDefinition(String importName, int version, ImportSpec definition, Instant createdAt) {}
