package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests wait for conditions, with a limit and with a name: Awaitility. They do not sleep. */
class WaitingRulesTest {

    /** What does not wait for a condition, but keeps a pace or lasts for a time. */
    private static final Set<String> MAY_SLEEP = Set.of(
            "estiva.control.files.EndlessFiles", // as slow as a network
            "estiva.system.ChaosWatch", // its pace
            "estiva.system.ChildProcess", // threads of a JVM that ends have nothing more to do
            "estiva.system.FaultInjector", // each fault at its time
            "estiva.system.FaultPlan", // a fault lasts
            "estiva.system.LateFiles", // its pace
            "estiva.system.LatencyBench", // registers at a pace that what is measured depends on
            "estiva.system.QuietBench", // measures for a time
            "estiva.system.Registrar", // its pace, and the pause between two tries of one request
            "estiva.system.Simulation", // measures for a time
            "estiva.system.TcpGate"); // bytes that are held back

    @Test
    void testsWaitForConditionsAndDoNotSleep() {
        JavaClasses tests = new ClassFileImporter().importPaths(folders());

        assertThat(tests.stream()
                        .filter(type -> !type.getPackageName().endsWith(".jmh_generated"))
                        .filter(type -> type.getAccessesFromSelf().stream().anyMatch(WaitingRulesTest::sleeps))
                        .map(type -> type.getName().replaceFirst("\\$.*", ""))
                        .collect(Collectors.toSet()))
                .as("classes that sleep")
                .containsExactlyInAnyOrderElementsOf(MAY_SLEEP);
    }

    private static List<Path> folders() {
        List<Path> folders = Stream.concat(
                        HouseRulesTest.MODULES.stream().map(module -> module + "/target/test-classes"),
                        Stream.of("system-tests/target/classes"))
                .map(Project.root()::resolve)
                .toList();
        assertThat(folders)
                .as("run mvn package on the whole project")
                .allSatisfy(folder -> assertThat(Files.isDirectory(folder.resolve("estiva")))
                        .as(folder.toString())
                        .isTrue());
        return folders;
    }

    private static boolean sleeps(JavaAccess<?> access) {
        String name = access.getName();
        return switch (access.getTargetOwner().getName()) {
            case "java.lang.Thread" -> name.equals("sleep") || name.equals("onSpinWait");
            case "java.util.concurrent.TimeUnit" -> name.equals("sleep");
            case "java.util.concurrent.locks.LockSupport" -> name.startsWith("park");
            default -> false;
        };
    }
}
