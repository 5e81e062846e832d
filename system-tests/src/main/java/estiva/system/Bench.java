package estiva.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The benchmarks, each a ratio within one run: on H2, and on SQL Server too where the environment names one
 * ({@code QUARKUS_DATASOURCE_JDBC_URL}, {@code _USERNAME}, {@code _PASSWORD}).
 */
public final class Bench {

    private static final List<String> FLAGS =
            List.of("--only", "--database", "--seconds", "--rows", "--rounds", "--processes", "--workers", "--backlog");
    private static final String PARSE = "parse";
    private static final String USAGE = """
            Usage: deploy/bench.sh [--only parse|latency|quiet|load|kinds|memory|processes|backlog|heartbeats]
                                   [--database h2|sqlserver]
                                   [--seconds n] [--rows n] [--rounds n] [--processes n] [--workers n] [--backlog n]
              parse      one thread of a worker on a fifth of --rows in each format, without a database
              latency    idle dispatch: one registration a second for --seconds (30)
              quiet      polling statements of an idle system, and dispatch that breaks the quiet
              load       a CSV of --rows (1000000) x 8 typed columns against plain inserts, --rounds (3) of each
              kinds      the same with bad rows, as an upsert, and a workbook of a fifth of the rows against their CSV
                         and against its reader alone
              memory     of a worker that loads a CSV of --rows; 85000000 make 10 GB
              processes  --processes (10000) of one one-row file, 100 clients, run by --workers (1, then 2,
                         then 4), against a bare guarded-update loop
              backlog    a round of the dispatcher with --backlog (1000000) pending against one with 1,000
              heartbeats heartbeats of 1,000 simulated workers
            SQL Server is measured too if QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD name one.""";

    /** What is measured, and how much of it. */
    record Options(
            List<String> parts,
            List<Engine> engines,
            int seconds,
            int rows,
            int rounds,
            int processes,
            List<Integer> workers,
            int backlog) {

        static Options parse(String... arguments) {
            Map<String, String> values = new LinkedHashMap<>();
            Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
            while (!rest.isEmpty()) {
                String flag = rest.pop();
                if (!FLAGS.contains(flag) || rest.isEmpty()) {
                    throw new IllegalArgumentException(USAGE);
                }
                values.put(flag, rest.pop());
            }
            List<String> all =
                    List.of(PARSE, "latency", "quiet", "load", "kinds", "memory", "processes", "backlog", "heartbeats");
            String only = values.get("--only");
            if (only != null && !all.contains(only)) {
                throw new IllegalArgumentException(USAGE);
            }
            return new Options(
                    only == null ? all : List.of(only),
                    engines(values.get("--database")),
                    number(values, "--seconds", 30),
                    number(values, "--rows", 1_000_000),
                    number(values, "--rounds", 3),
                    number(values, "--processes", 10_000),
                    values.containsKey("--workers") ? List.of(number(values, "--workers", 0)) : List.of(1, 2, 4),
                    number(values, "--backlog", 1_000_000));
        }

        private static List<Engine> engines(String named) {
            return named == null
                    ? SqlServerDatabase.engines()
                    : Arrays.stream(Engine.values())
                            .filter(engine -> engine.name().equalsIgnoreCase(named))
                            .toList();
        }

        private static int number(Map<String, String> values, String flag, int otherwise) {
            try {
                return Integer.parseInt(values.getOrDefault(flag, Integer.toString(otherwise)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(flag + " wants a number\n" + USAGE, e);
            }
        }
    }

    private Bench() {}

    public static void main(String[] arguments) {
        Command.run(() -> run(Options.parse(arguments)));
    }

    private static boolean run(Options options) throws IOException, SQLException {
        Path folder = Files.createDirectories(Project.root().resolve("target/bench"));
        Figures figures = new Figures();
        if (options.parts().contains(PARSE)) {
            Screen.OUT.println(PARSE);
            Path home = Files.createTempDirectory(folder, PARSE + "-");
            new ParseBench(home, figures).run(options.rows() / 5);
            Project.delete(home);
        }
        List<String> onDatabases =
                options.parts().stream().filter(part -> !part.equals(PARSE)).toList();
        for (Engine engine : options.engines()) {
            for (String part : onDatabases) {
                Screen.OUT.println(part + " on " + engine);
                Path home = Files.createTempDirectory(folder, part + "-");
                try (RunningDatabase database = engine.start(home.resolve("database"))) {
                    measure(part, options, database, home, figures);
                }
                Project.delete(home); // of a run that failed it stays, with the logs
            }
        }
        Screen.OUT.println();
        figures.lines().forEach(Screen.OUT::println);
        Path json = folder.resolve("bench.json");
        figures.write(
                json,
                Map.of(
                        "seconds", options.seconds(),
                        "rows", options.rows(),
                        "rounds", options.rounds(),
                        "processes", options.processes(),
                        "backlog", options.backlog()));
        Screen.OUT.println("Written to " + Project.root().relativize(json));
        return true;
    }

    private static void measure(String part, Options options, RunningDatabase database, Path home, Figures figures)
            throws IOException, SQLException {
        switch (part) {
            case "latency" -> new LatencyBench(database, home, figures).run(options.seconds());
            case "quiet" -> new QuietBench(database, home, figures).run();
            case "backlog" -> new BacklogBench(database, home, figures).run(options.backlog());
            case "heartbeats" -> new HeartbeatBench(database, home, figures).run();
            case "load" -> new LoadBench(database, home, figures).run(options.rows(), options.rounds());
            case "kinds" ->
                new KindsBench(database, home, figures).run(options.rows(), options.rows() / 5, options.rounds());
            case "memory" -> new MemoryBench(database, home, figures).run(options.rows());
            case "processes" -> new ProcessesBench(database, home, figures).run(options.processes(), options.workers());
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    /** Services as shipped: no flag of the JVM is set, and two workers run. */
    static Cluster.Settings asShipped(RunningDatabase database, Path home) {
        return new Cluster.Settings(database, home, 2, 0, List.of(), Map.of());
    }
}
