package estiva.system;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Registers processes of many clients, harms the services and their database at random, and reckons up
 * at the end: exit code 0 only if no row was lost or doubled and nothing ran twice at once. What
 * failed stays under {@code target/chaos/}.
 */
public final class Chaos {

    private static final String USAGE = """
            Usage: deploy/chaos.sh [--minutes n] [--seconds n] [--seed s] [--database h2|sqlserver] [--rate n] [--keep]
              --minutes n    how long faults are injected (1.5)
              --seed s       which faults come when, and what is registered; the same as in an earlier run (random)
              --database     sqlserver: what QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD name, if they are set
              --rate n       processes registered in a second, as long as fewer than 200 are open (40)
              --lease s      seconds of a worker's lease (3)
              --keep         keeps logs and database of a run that went well too""";
    private static final List<String> VALUES =
            List.of("--minutes", "--seconds", "--seed", "--database", "--rate", "--lease");

    private final ChaosRun run;
    private final boolean keep;

    private Chaos(ChaosRun run, boolean keep) {
        this.run = run;
        this.keep = keep;
    }

    public static void main(String[] arguments) {
        Command.run(() -> asked(arguments).run());
    }

    private static Chaos asked(String... arguments) throws IOException {
        try {
            return of(Screen.OUT, arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + USAGE, e);
        }
    }

    /**
     * @param out where the report goes
     * @throws IllegalArgumentException if the arguments are not as the usage says
     */
    static Chaos of(PrintStream out, String... arguments) throws IOException {
        Map<String, String> values = new HashMap<>();
        boolean keep = false;
        Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
        while (!rest.isEmpty()) {
            String flag = rest.pop();
            if (flag.equals("--keep")) {
                keep = true;
            } else if (VALUES.contains(flag) && !rest.isEmpty()) {
                values.put(flag, rest.pop());
            } else {
                throw new IllegalArgumentException("Unknown, or without its value: " + flag);
            }
        }
        double seconds = values.containsKey("--seconds")
                ? Double.parseDouble(values.get("--seconds"))
                : 60 * Double.parseDouble(values.getOrDefault("--minutes", "1.5"));
        double lease = Double.parseDouble(values.getOrDefault("--lease", "3"));
        Path homes = Files.createDirectories(Project.root().resolve("target/chaos"));
        String seed = values.get("--seed");
        ChaosRun run = new ChaosRun(
                engine(values.get("--database")),
                Files.createTempDirectory(homes, "run-"),
                seed == null ? new Random().nextInt(1_000_000) : Long.parseLong(seed),
                Duration.ofMillis((long) (seconds * 1000)),
                Duration.ofMillis((long) (1000 * lease)),
                Integer.parseInt(values.getOrDefault("--rate", "40")),
                out);
        return new Chaos(run, keep);
    }

    private static Engine engine(String named) {
        if (named != null) {
            return Engine.valueOf(named.toUpperCase(java.util.Locale.ROOT));
        }
        return SqlServerDatabase.isConfigured() ? Engine.SQLSERVER : Engine.H2;
    }

    /** @return whether all that must be zero is */
    boolean run() throws Exception {
        ChaosRun.Result result = null;
        try {
            result = run.run();
        } finally {
            boolean isClean = result != null && result.isClean();
            if (isClean && !keep) {
                Project.delete(run.home());
            } else {
                String what = run.engine() == Engine.H2 ? "Logs and database are in " : "Logs are in ";
                Path where = Project.root().relativize(run.home());
                run.out().println(what + where + "; again: deploy/chaos.sh --seed " + run.seed());
            }
        }
        return result.isClean();
    }
}
