package estiva.registry.imports;

import estiva.control.allow.AllowLists;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What may not be meant by a definition, or what workers will refuse of it. Made at the start, so that bad lists are told then. */
@Startup
@Singleton
class DefinitionWarnings {
    private final ImportDefinitions definitions;
    private final AllowLists allowed;

    DefinitionWarnings(ImportDefinitions definitions, AllowLists allowed) {
        this.definitions = definitions;
        this.allowed = allowed;
    }

    List<String> of(ImportDefinition definition) {
        List<String> warnings = new ArrayList<>(definitions.overlaps(definition));
        warnings.addAll(allowed.warnings(definition.definition()));
        return warnings;
    }
}
