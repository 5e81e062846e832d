package estiva.registry.imports;

import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportDefinitions.Put;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportVersion;
import estiva.registry.access.Access;
import estiva.registry.access.Caller;
import estiva.registry.access.Role;
import estiva.registry.http.Precondition;
import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The import definitions of those clients that who asks may see, and those of no client, which everybody may take. */
@Singleton
class VisibleImports {
    static final String WHAT = "import definition";

    private final ImportDefinitions definitions;
    private final Access access;
    private final Caller caller;

    VisibleImports(ImportDefinitions definitions, Access access, Caller caller) {
        this.definitions = definitions;
        this.access = access;
        this.caller = caller;
    }

    List<ImportVersion> list(String after, int limit) {
        return definitions.list(after, limit, access.visible());
    }

    List<ImportVersion> versions(String name, Integer before, int limit) {
        return definitions.versions(name, before, limit, access.visible());
    }

    /** The number of the current version; 0: there is none. */
    int currentVersion(String name) {
        return access.visible().isAll()
                ? definitions.currentVersion(name)
                : current(name).map(ImportDefinition::version).orElse(0);
    }

    Optional<ImportDefinition> current(String name) {
        return definitions.current(name).filter(this::isVisible);
    }

    Optional<ImportDefinition> version(String name, int version) {
        return definitions.version(name, version).filter(this::isVisible);
    }

    private boolean isVisible(ImportDefinition definition) {
        String client = definition.definition().processName();
        return client == null || access.sees(client);
    }

    /** @throws ProblemException the precondition does not hold, or who asks may not design this one */
    Put put(String name, ImportSpec spec, Precondition precondition) {
        return (access.hasEverywhere(Role.DESIGNER)
                        ? definitions.putIf(name, spec, precondition::allowsChange, caller.deed())
                        : putOwn(name, spec, precondition))
                .orElseThrow(() -> Precondition.failed(currentVersion(name)));
    }

    private Optional<Put> putOwn(String name, ImportSpec spec, Precondition precondition) {
        demand(spec.processName());
        Optional<ImportDefinition> before = definitions.current(name);
        before.filter(definition -> !isVisible(definition)).ifPresent(hidden -> {
            throw ProblemException.notFound(WHAT, name);
        });
        before.ifPresent(definition -> demand(definition.definition().processName()));
        int seen = before.map(ImportDefinition::version).orElse(0);
        return definitions.putIf(
                name,
                spec,
                version -> {
                    if (version != seen) {
                        // Another one has put it meanwhile: whose it is now was not asked.
                        throw ProblemException.conflict(
                                ProblemType.CONCURRENT,
                                "Another request has changed the definition at this moment; try again");
                    }
                    return precondition.allowsChange(version);
                },
                caller.deed());
    }

    private void demand(String client) {
        if (client == null) {
            throw ProblemException.forbidden(
                    "A definition without processName is for all clients, which needs the role designer for all clients");
        }
        access.demand(Role.DESIGNER, client);
    }
}
