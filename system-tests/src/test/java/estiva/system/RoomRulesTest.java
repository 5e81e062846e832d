package estiva.system;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static estiva.system.HouseRulesTest.noneKnows;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things are, and what they are called: a new line of code knows its room. */
class RoomRulesTest {

    private static JavaClasses estiva;

    @BeforeAll
    static void importAllModules() {
        estiva = HouseRulesTest.allModules();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "estiva.(*)..",
                "estiva.control.(*)..",
                "estiva.worker.(*)..",
                "estiva.registry.(*)..",
                "estiva.dispatcher.(*).."
            })
    void packagesHaveNoCycles(String packages) {
        check(slices().matching(packages).should().beFreeOfCycles());
    }

    /** Service, heartbeat and whatever else lives in the root know the rooms; no room knows the root. */
    @Test
    void roomsOfTheWorkerDoNotKnowItsRoot() {
        check(noneKnows("estiva.worker.*..", "estiva.worker"));
        check(noneKnows("estiva.worker.claim..", "estiva.worker.file..", "estiva.worker.process.."));
        check(noneKnows("estiva.worker.file..", "estiva.worker.process.."));
    }

    @Test
    void noTwoClassesHaveOneNameAndNoneHasOneOfTheJdks() {
        Map<String, List<String>> named = estiva.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));

        assertThat(named).allSatisfy((name, types) -> assertThat(types).hasSize(1));
        assertThat(named.keySet()).doesNotContainAnyElementsOf(namesOfTheJdk());
    }

    /** Of the packages that a reader has in mind when a name stands alone. */
    private static Set<String> namesOfTheJdk() {
        Set<String> packages = Set.of(
                "java.io",
                "java.lang",
                "java.math",
                "java.net",
                "java.nio",
                "java.nio.file",
                "java.sql",
                "java.text",
                "java.time",
                "java.util",
                "java.util.concurrent",
                "java.util.function",
                "java.util.stream");
        try (ModuleReader modules =
                        ModuleFinder.ofSystem().find("java.base").orElseThrow().open();
                ModuleReader sql =
                        ModuleFinder.ofSystem().find("java.sql").orElseThrow().open();
                Stream<String> files = Stream.concat(modules.list(), sql.list())) {
            return files.filter(file -> file.endsWith(".class") && file.contains("/") && !file.contains("$"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(type -> packages.contains(type.substring(0, type.lastIndexOf('.'))))
                    .map(type -> type.substring(type.lastIndexOf('.') + 1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void eachPackageSaysWhatItIsFor() throws IOException {
        for (String module : HouseRulesTest.MODULES) {
            Path sources = Project.root().resolve(module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                List<Path> folders = files.filter(file -> file.toString().endsWith(".java"))
                        .map(Path::getParent)
                        .distinct()
                        .toList();
                assertThat(folders)
                        .isNotEmpty()
                        .allSatisfy(folder ->
                                assertThat(folder.resolve("package-info.java")).exists());
            }
        }
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(estiva);
    }
}
