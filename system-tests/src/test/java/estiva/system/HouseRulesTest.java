package estiva.system;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house, over the classes of all modules. */
class HouseRulesTest {

    static final List<String> MODULES =
            List.of("control-tables", "registry-service", "dispatcher-service", "worker-service", "system-tests");
    private static final Pattern EMPTY_NAME = Pattern.compile(
            ".*\\.(utils?|helpers?|managers?|impl|common)\\..*|.*(Utils?|Helpers?|Managers?|Impl|Common)");

    /** Their expressions take a time that grows with the text's length only, whatever the text: looked at one by one. */
    private static final Set<String> LINEAR = Set.of(
            "estiva.control.database.EmbeddedLogin",
            "estiva.control.database.Grants",
            "estiva.control.edge.BoundedSeries",
            "estiva.control.files.AzureClients",
            "estiva.control.files.FileRoot",
            "estiva.control.imports.InvalidSpec",
            "estiva.control.imports.RegexSize",
            "estiva.control.load.Checkpoint",
            "estiva.registry.entity.ColumnNames",
            "estiva.registry.http.Precondition",
            "estiva.registry.imports.DefinitionBody",
            "estiva.registry.problem.AllowedMethods",
            "estiva.registry.process.IdempotencyKey",
            "estiva.registry.process.RejectsCsv",
            "estiva.worker.convert.FixedDate",
            "estiva.worker.convert.TimeLetters",
            "estiva.worker.guess.ColumnGuess",
            "estiva.worker.guess.Guesser",
            "estiva.worker.read.FoldedName",
            "estiva.worker.read.xlsx.CellRange",
            "estiva.worker.read.xlsx.CellStyles",
            "estiva.worker.read.xlsx.OfficeXml",
            "estiva.worker.read.xlsx.SheetCells");
    /** Of the paths in the resources' own annotations. */
    private static final Set<String> PUT_TOGETHER = Set.of("estiva.registry.problem.AllowedMethods");

    private static final int MOST_LINES = 320;

    private static JavaClasses estiva;

    @BeforeAll
    static void importAllModules() {
        estiva = allModules();
    }

    static JavaClasses allModules() {
        List<Path> folders = MODULES.stream().map(HouseRulesTest::classes).toList();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder.resolve("estiva"))) {
                throw new AssertionError("No classes in " + folder + ": run mvn package on the whole project");
            }
        }
        return new ClassFileImporter().importPaths(folders);
    }

    @Test
    void servicesMeetOnlyInTheControlTables() {
        check(noClasses()
                .that()
                .resideInAPackage("estiva.control..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("estiva.registry..", "estiva.dispatcher..", "estiva.worker..", "estiva.system.."));
        check(noClasses()
                .that()
                .resideInAPackage("estiva.registry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("estiva.dispatcher..", "estiva.worker..", "estiva.system.."));
        check(noClasses()
                .that()
                .resideInAPackage("estiva.dispatcher..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("estiva.registry..", "estiva.worker..", "estiva.system.."));
        check(noClasses()
                .that()
                .resideInAPackage("estiva.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("estiva.registry..", "estiva.dispatcher..", "estiva.system.."));
        check(noClasses()
                .that()
                .resideInAPackage("estiva.system..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("estiva.registry..", "estiva.worker.."));
        // A simulation uses the control tables and gives work out as the
        // services do; all else looks at them from outside.
        check(noClasses()
                .that()
                .resideInAPackage("estiva.system..")
                .and()
                .haveNameNotMatching("estiva\\.system\\.Simulat.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("estiva.control..", "estiva.dispatcher.."));
    }

    @Test
    void onlyTheRegistrySpeaksHttp() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("estiva.registry..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs.."));
    }

    @Test
    void onlyTheControlTablesAndTheTargetWritersSpeakSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("estiva.control..", "estiva.worker.write..", "estiva.system..")
                .and()
                .resideOutsideOfPackage("estiva.worker.load..")
                .should()
                .dependOnClassesThat(sqlExcept(Set.of("javax.sql.DataSource", "java.sql.SQLException"))));
        // The load owns the transaction, so it hands the writers their connection.
        check(noClasses()
                .that()
                .resideInAPackage("estiva.worker.load..")
                .should()
                .dependOnClassesThat(
                        sqlExcept(Set.of("javax.sql.DataSource", "java.sql.Connection", "java.sql.SQLException"))));
    }

    /** What the registry itself may do with it: EntityRulesTest. */
    @Test
    void onlyTheRegistryMapsObjects() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("estiva.registry..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..", "io.quarkus.panache.."));
    }

    @Test
    void onlyAClockReadsTheWallClock() {
        check(noClasses()
                .that()
                .haveSimpleNameNotContaining("Clock")
                .should()
                .accessTargetWhere(describe("reads the wall clock", HouseRulesTest::readsWallClock)));
    }

    /**
     * The time of an expression of java.util.regex may grow with any power of a text's length, or double with each character,
     * and cannot be stopped. What is not a constant, or is not in the list, is to be one of RE2, or no expression at all.
     */
    @Test
    void noTextFromOutsideMeetsARegularExpressionThatMayNeverEnd() {
        List<RegularExpressions.Use> uses = RegularExpressions.in(MODULES.stream()
                .filter(module -> !module.equals("system-tests"))
                .map(HouseRulesTest::classes)
                .toList());

        assertThat(uses)
                .filteredOn(use -> use.text() == null && !PUT_TOGETHER.contains(use.type()))
                .isEmpty();
        assertThat(uses)
                .filteredOn(use -> !use.isPlainSign())
                .extracting(RegularExpressions.Use::type)
                .containsOnlyElementsOf(LINEAR);
    }

    /** Of main code and of tests: a longer one has more than one subject. */
    @Test
    void noFileIsLongerThanAReaderKeepsInMind() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (String module : Stream.concat(MODULES.stream(), Stream.of("helm")).toList()) {
            try (Stream<Path> files = Files.walk(Project.root().resolve(module).resolve("src"))) {
                List<Path> sources =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
                assertThat(sources).isNotEmpty();
                for (Path source : sources) {
                    int lines = Files.readAllLines(source).size();
                    if (lines > MOST_LINES) {
                        tooLong.add(source.getFileName() + ": " + lines);
                    }
                }
            }
        }
        assertThat(tooLong).as("files of more than " + MOST_LINES + " lines").isEmpty();
    }

    @Test
    void everyNameSaysSomething() {
        check(noClasses().should(haveNameThat(EMPTY_NAME)));
    }

    static Path classes(String module) {
        return Project.root().resolve(module).resolve("target/classes");
    }

    private static boolean readsWallClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        if (!(access.getTarget() instanceof CodeUnitAccessTarget)) {
            return false;
        }
        List<String> parameters = ((CodeUnitAccessTarget) access.getTarget())
                .getRawParameterTypes().stream().map(JavaClass::getName).toList();
        return owner.startsWith("java.time.") && name.equals("now") && !parameters.contains(Clock.class.getName())
                || owner.equals(Clock.class.getName()) && (name.startsWith("system") || name.startsWith("tick"))
                || owner.equals(System.class.getName()) && name.equals("currentTimeMillis")
                || owner.equals(Date.class.getName()) && name.equals("<init>") && parameters.isEmpty();
    }

    private static DescribedPredicate<JavaClass> sqlExcept(Set<String> allowed) {
        return describe("speak SQL, except " + allowed, type -> {
            String name = type.getName();
            boolean speaksSql =
                    name.startsWith("java.sql.") || name.startsWith("javax.sql.") || name.startsWith("org.jdbi.");
            return speaksSql && !allowed.contains(name);
        });
    }

    private static ArchCondition<JavaClass> haveNameThat(Pattern pattern) {
        return ArchCondition.from(describe(
                "have a name that says nothing",
                type -> pattern.matcher(type.getName()).matches()));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(estiva);
    }
}
