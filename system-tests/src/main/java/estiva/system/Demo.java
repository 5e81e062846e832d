package estiva.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Shows the whole path: three services (two workers) on the embedded database load the sample files of six clients.
 * Stays up until Ctrl-C, or ends after the loads with {@code --once}: 0 only if every file ended as the manifest says.
 */
public final class Demo {

    private static final int FIRST_PORT = 8080;
    private static final int SERVICES = 4;
    private static final String USAGE = """
            Usage: deploy/demo.sh [--once]
              --once        end after the loads; exit code 0 only if every file ended as expected
              DEMO_PORT=n   (environment) moves the ports 8080 and 9080 to 9083 up by n""";

    private Demo() {}

    public static void main(String[] arguments) {
        List<String> flags = List.of(arguments);
        if (!List.of("--once").containsAll(flags)) {
            Screen.OUT.println(USAGE);
            System.exit(flags.contains("--help") ? 0 : 2);
        }
        System.exit(run(flags.contains("--once")));
    }

    private static int run(boolean once) {
        try {
            int firstPort = freePorts(System.getenv().getOrDefault("DEMO_PORT", "0"));
            Path runs = Files.createDirectories(Project.root().resolve("target/demo"));
            try (DemoRun demo = new DemoRun(Files.createTempDirectory(runs, "run-"), firstPort)) {
                boolean asExpected = demo.play();
                if (!once) {
                    demo.stayUp();
                }
                return asExpected ? 0 : 1;
            }
        } catch (Exception | AssertionError e) {
            Screen.OUT.println(e.getMessage() == null ? e : e.getMessage());
            return 1;
        }
    }

    private static int freePorts(String shift) {
        int first = FIRST_PORT + shiftOf(shift);
        requireFree(first);
        int management = first + Cluster.Settings.TO_MANAGEMENT;
        for (int port = management; port < management + SERVICES; port++) {
            requireFree(port);
        }
        return first;
    }

    private static void requireFree(int port) {
        try {
            new ServerSocket(port).close();
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " is taken: free it, or move the demo's ports "
                    + "8080 and 9080 to 9083 up by DEMO_PORT, for example DEMO_PORT=100 deploy/demo.sh");
        }
    }

    private static int shiftOf(String shift) {
        int most = 65_536 - FIRST_PORT - Cluster.Settings.TO_MANAGEMENT - SERVICES;
        if (!shift.matches("\\d{1,5}") || Integer.parseInt(shift) > most) {
            throw new IllegalStateException("DEMO_PORT is " + shift + ", must be a number from 0 to " + most
                    + ": it is added to the ports 8080 and 9080 to 9083");
        }
        return Integer.parseInt(shift);
    }
}
