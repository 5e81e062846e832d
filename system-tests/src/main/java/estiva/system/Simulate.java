package estiva.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import estiva.dispatcher.Assign;
import estiva.system.Simulation.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many workers a control database holds: its tables are filled, and more and more simulated workers look, beat, load
 * and end processes through the classes that real ones use, until it no longer keeps up. Loads are empty: no row is read
 * or written but those of the control tables.
 */
public final class Simulate {

    private static final String USAGE = """
            Usage: deploy/simulate.sh [--workers n] [--clients n] [--processes n] [--slots n] [--load seconds]
                                      [--assign spread|pack] [--seconds n] [--connections n]
                                      [--database h2|sqlserver]
              --workers n      at the last step (1000); the steps before have an eighth, a quarter, a half of them
              --clients n      (10000)
              --processes n    pending, shared by the clients (10000000)
              --slots n        of each worker (8)
              --load seconds   that a process takes (10)
              --assign         how the dispatcher gives work out (spread)
              --seconds n      of each step (15)
              --connections n  through which all workers reach the database (16)
              --database       sqlserver: what QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD name (h2)""";

    /** How much is simulated. */
    record Options(
            int workers,
            int clients,
            int processes,
            int slots,
            int load,
            Assign assign,
            int seconds,
            int connections,
            Engine engine) {

        static Options parse(String... arguments) {
            Map<String, String> values = new LinkedHashMap<>(Map.of(
                    "--workers",
                    "1000",
                    "--clients",
                    "10000",
                    "--processes",
                    "10000000",
                    "--slots",
                    "8",
                    "--load",
                    "10",
                    "--assign",
                    "spread",
                    "--seconds",
                    "15",
                    "--connections",
                    "16",
                    "--database",
                    "h2"));
            Deque<String> rest = new ArrayDeque<>(Arrays.asList(arguments));
            while (!rest.isEmpty()) {
                String flag = rest.pop();
                if (!values.containsKey(flag) || rest.isEmpty()) {
                    throw new IllegalArgumentException(USAGE);
                }
                values.put(flag, rest.pop());
            }
            try {
                return new Options(
                        number(values, "--workers"),
                        number(values, "--clients"),
                        number(values, "--processes"),
                        number(values, "--slots"),
                        number(values, "--load"),
                        Assign.valueOf(values.get("--assign").toUpperCase(Locale.ROOT)),
                        number(values, "--seconds"),
                        number(values, "--connections"),
                        Engine.valueOf(values.get("--database").toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + "\n" + USAGE, e);
            }
        }

        private static int number(Map<String, String> values, String flag) {
            int number = Integer.parseInt(values.get(flag));
            if (number < 1) {
                throw new IllegalArgumentException(flag + " wants a number from 1 on");
            }
            return number;
        }

        /** How many processes of one client may run, one after the other, in all steps. */
        int runsOfAClient() {
            return steps().size() * (Simulation.warmUp(load) + seconds) / load + 2;
        }

        /** Workers at each step. */
        List<Integer> steps() {
            return List.of(8, 4, 2, 1).stream()
                    .map(share -> Math.max(1, workers / share))
                    .distinct()
                    .toList();
        }
    }

    private Simulate() {}

    public static void main(String[] arguments) {
        Command.run(() -> {
            Options options = Options.parse(arguments);
            Path folder = Files.createDirectories(Project.root().resolve("target/simulate"));
            Path home = Files.createTempDirectory(folder, "run-");
            try (RunningDatabase database = options.engine().start(home.resolve("database"))) {
                report(options, run(options, database), folder.resolve("simulate.json"));
            }
            Project.delete(home); // of a run that failed it stays
            return true;
        });
    }

    /** Fills the tables, and simulates step after step until one is not kept up with. */
    static List<Step> run(Options options, RunningDatabase database) throws SQLException {
        List<Step> steps = new ArrayList<>();
        try (Simulation simulation = new Simulation(database, options)) {
            long begun = System.nanoTime();
            new SimulatedBacklog(database, options).fill();
            Screen.OUT.printf(
                    "%,d processes of %,d clients pending on %s, filled in %,d s%n",
                    options.processes(),
                    options.clients(),
                    options.engine(),
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds());
            for (int workers : options.steps()) {
                Step step = simulation.step(workers);
                steps.add(step);
                Screen.OUT.println(step.line());
                if (!step.isKeptUp()) {
                    break;
                }
            }
        }
        return steps;
    }

    private static void report(Options options, List<Step> steps, Path json) throws IOException {
        TextTable times = new TextTable("Workers", "What", "Times", "p50 ms", "p99 ms");
        for (Step step : steps) {
            step.times().forEach((what, time) -> times.row(step.workers(), what, time.count(), time.p50(), time.p99()));
        }
        Screen.OUT.println();
        times.lines().forEach(Screen.OUT::println);
        Screen.OUT.println();
        Step last = steps.get(steps.size() - 1);
        Screen.OUT.println("Rows for each process that completed: " + last.rowsPerProcess());
        Screen.OUT.println(
                last.isKeptUp()
                        ? "It keeps up with " + last.workers() + " workers"
                        : "It does not keep up with " + last.workers() + " workers: " + last.verdict());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("cores", Runtime.getRuntime().availableProcessors());
        document.put("options", options);
        document.put("steps", steps);
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(json.toFile(), document);
        Screen.OUT.println("Written to " + Project.root().relativize(json));
    }
}
