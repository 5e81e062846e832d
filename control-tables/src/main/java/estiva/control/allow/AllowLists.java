package estiva.control.allow;

import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpec.Afterwards;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The DBA's lists. Workers judge by them what the catalogue has found; the registry can only warn by what a definition says. */
@Singleton
public class AllowLists {
    public static final String TARGETS = "estiva.worker.allow.targets";
    public static final String PROCEDURES = "estiva.worker.allow.procedures";
    public static final String DELETE = "estiva.worker.allow.delete";
    /** No list: all is allowed that the login may do. */
    public static final AllowLists ABSENT = new AllowLists(Optional.empty(), Optional.empty(), true);

    private final Optional<List<AllowedTarget>> targets;
    private final Optional<List<AllowedName>> procedures;
    private final boolean mayDelete;

    /** @throws IllegalStateException when an entry cannot be read; the message names it */
    @Inject
    public AllowLists(AllowConfig config) {
        this(
                config.targets().map(list -> entries(TARGETS, list, AllowedTarget::parse)),
                config.procedures().map(list -> entries(PROCEDURES, list, AllowedName::parse)),
                config.delete().orElse(true));
    }

    private AllowLists(
            Optional<List<AllowedTarget>> targets, Optional<List<AllowedName>> procedures, boolean mayDelete) {
        this.targets = targets;
        this.procedures = procedures;
        this.mayDelete = mayDelete;
    }

    private static <T> List<T> entries(String key, String list, Function<String, T> parser) {
        if (list.strip().equals("none")) {
            return List.of();
        }
        List<T> entries = new ArrayList<>();
        String at = list;
        try {
            for (String entry : QuotedText.split(list, ',')) {
                at = entry;
                entries.add(parser.apply(entry));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    key + " has an entry that cannot be read, '" + at + "': " + e.getMessage(), e);
        }
        return List.copyOf(entries);
    }

    public boolean hasTargets() {
        return targets.isPresent();
    }

    public boolean hasProcedures() {
        return procedures.isPresent();
    }

    /** Those entries that allow the mode. */
    public Stream<AllowedName> targets(AllowedMode mode) {
        return targets.stream()
                .flatMap(List::stream)
                .filter(it -> it.modes().contains(mode))
                .map(AllowedTarget::name);
    }

    public Stream<AllowedName> procedures() {
        return procedures.stream().flatMap(List::stream);
    }

    /** Whether a file may become of it what the import says. */
    public boolean allows(Afterwards afterwards) {
        return mayDelete || afterwards != Afterwards.delete;
    }

    /** What workers with these lists will refuse of a definition, as far as its text tells. */
    public List<String> warnings(ImportSpec spec) {
        List<String> warnings = new ArrayList<>();
        AllowedMode mode = AllowedMode.of(spec);
        if (hasTargets() && targets(mode).noneMatch(it -> it.mayBeMeantBy(spec.target()))) {
            warnings.add(warning(TARGETS, "target '" + spec.target() + "' with mode " + mode));
        }
        Set<String> called = new LinkedHashSet<>();
        Stream.of(spec.proceduresOrNone().afterFile(), spec.proceduresOrNone().afterProcess())
                .filter(name -> name != null)
                .forEach(called::add);
        for (String name : called) {
            if (hasProcedures() && procedures().noneMatch(it -> it.mayBeMeantBy(name))) {
                warnings.add(warning(PROCEDURES, "procedure '" + name + "'"));
            }
        }
        if (!allows(spec.afterwardsOrDefault())) {
            warnings.add(warning(DELETE, "afterwards 'delete'"));
        }
        return warnings;
    }

    private static String warning(String key, String what) {
        return key + " does not allow " + what + ": workers with this setting refuse it";
    }
}
