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
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
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

    private static final int MOST_LINES = 250;

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
        check(noneKnows(
                "estiva.control..", "estiva.registry..", "estiva.dispatcher..", "estiva.worker..", "estiva.system.."));
        check(noneKnows("estiva.registry..", "estiva.dispatcher..", "estiva.worker..", "estiva.system.."));
        check(noneKnows("estiva.dispatcher..", "estiva.registry..", "estiva.worker..", "estiva.system.."));
        check(noneKnows("estiva.worker..", "estiva.registry..", "estiva.dispatcher..", "estiva.system.."));
        check(noneKnows("estiva.system..", "estiva.registry..", "estiva.worker.."));
        // A simulation uses the control tables and gives work out as the services do;
        // all else looks at them from outside.
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
        checkThatOnlyTheRegistryKnows("jakarta.ws.rs..");
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
        checkThatOnlyTheRegistryKnows(
                "jakarta.persistence..", "org.hibernate..", "io.quarkus.hibernate..", "io.quarkus.panache..");
    }

    @Test
    void onlyAClockReadsTheWallClock() {
        check(noClasses()
                .that()
                .haveSimpleNameNotContaining("Clock")
                .should()
                .accessTargetWhere(describe("reads the wall clock", HouseRulesTest::readsWallClock)));
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

    /** No class in these packages depends on one in the others. */
    static ArchRule noneKnows(String these, String... others) {
        GivenClassesConjunction none = noClasses().that().resideInAPackage(these);
        return none.should().dependOnClassesThat().resideInAnyPackage(others);
    }

    private static void checkThatOnlyTheRegistryKnows(String... packages) {
        GivenClassesConjunction others = noClasses().that().resideOutsideOfPackage("estiva.registry..");
        check(others.should().dependOnClassesThat().resideInAnyPackage(packages));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(estiva);
    }
}
