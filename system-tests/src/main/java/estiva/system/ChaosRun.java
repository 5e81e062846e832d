package estiva.system;

import estiva.system.ProcessHistory.Recovery;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One chaos run from start to reckoning. */
record ChaosRun(
        Engine engine, Path home, long seed, Duration injection, Duration lease, int perSecond, PrintStream out) {

    private static final int MAX_ATTEMPTS = 50;
    private static final int DISK_MEGABYTES = 128;
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(2);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(120);
    private static final int SHOWN = 20;
    private static final String OPEN = "SELECT COUNT(*) FROM FileControl WHERE Status IN ('Pending', 'InProgress')";

    /** What a run came to. */
    record Result(boolean isClean, List<String> lines) {}

    Result run() throws IOException, SQLException {
        Optional<SmallDisk> disk = SmallDisk.mount(DISK_MEGABYTES);
        try (ChaosCluster cluster = new ChaosCluster(engine, home, lease, disk)) {
            cluster.start();
            out.println("All services are ready; seed " + seed + ", " + injection.toSeconds() + " s of faults on "
                    + engine + ", lease " + lease.toMillis() + " ms");
            return run(cluster);
        } finally {
            disk.ifPresent(SmallDisk::close);
        }
    }

    private Result run(ChaosCluster cluster) throws SQLException, IOException {
        FaultInjector faults = new FaultInjector(cluster, ChaosClock.of(cluster.database()));
        try (ChaosWatch watch = new ChaosWatch(cluster.database()).start()) {
            Registrar registrar = new Registrar(cluster, watch, seed, perSecond);
            registrar.prepare(MAX_ATTEMPTS);
            registrar.start();
            faults.run(FaultPlan.of(seed, injection, lease, FAULT_PAUSE));
            long calm = System.nanoTime();
            registrar.stop();
            boolean isSettled = settle(cluster, registrar);
            registrar.close();
            long settled = (System.nanoTime() - calm) / 1_000_000;
            out.println((isSettled ? "All is over " : "Not all is over ") + settled + " ms after the last fault");
            Result result = reckon(cluster, registrar, watch, faults);
            result.lines().forEach(out::println);
            return result;
        }
    }

    private static boolean settle(ChaosCluster cluster, Registrar registrar) {
        try {
            Await.until(
                    "all processes have ended",
                    SETTLE_LIMIT,
                    () -> registrar.waitingForFiles() == 0
                            && cluster.database().sql().number(OPEN) == 0);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private Result reckon(ChaosCluster cluster, Registrar registrar, ChaosWatch watch, FaultInjector faults)
            throws SQLException, IOException {
        Sql sql = cluster.database().sql();
        Map<String, Long> states = new TreeMap<>();
        sql.rows(
                row -> states.put(row.getString(1), row.getLong(2)),
                "SELECT Status, COUNT(*) FROM FileControl GROUP BY Status");
        Files.write(
                home.resolve("faults.log"),
                faults.record().troubles().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList());
        Reconciliation rows = Reconciliation.of(sql, registrar.registered(), seed);
        ProcessHistory history = ProcessHistory.read(sql);
        List<String> failed = sql.rows(
                row -> "process " + row.getLong(1) + " of " + row.getString(2) + " is " + row.getString(3) + " after "
                        + row.getInt(4) + " attempts: " + row.getString(5),
                """
                SELECT ProcessID, ProcessName, Status, Attempt, LastError FROM FileControl
                 WHERE Status NOT IN ('Completed', 'Cancelled') ORDER BY ProcessID""");
        List<String> lines = new ArrayList<>();
        lines.add("Seed " + seed + " on " + engine + ": "
                + states.values().stream().mapToLong(it -> it).sum() + " processes " + states + " of "
                + ChaosProcess.clients().size() + " clients");
        lines.add(rows.files() + " files, " + rows.completedFiles() + " Completed with " + rows.rows() + " rows");
        faults.record().injected().forEach((kind, count) -> lines.add("  " + count + " x " + kind.text()));
        lines.add(clock());
        if (cluster.disk().isEmpty()) {
            lines.add("Full disk not run: no file system can be mounted here");
        }
        lines.addAll(recoveries(history, faults, cluster.services(Service.DISPATCHER)));
        lines.add(watch.looks() + " looks for clients with two processes InProgress");
        Map<String, Integer> seen = watch.clientsSeenTwice();
        lines.add("Rows lost:                            " + rows.lost());
        lines.add("Rows doubled:                         " + rows.doubled());
        lines.add("Processes run twice at once:          "
                + (history.twiceAtOnce().size() + rows.publications()));
        lines.add("Clients that ran two at once:         "
                + (history.clientsTwiceAtOnce().size() + seen.size()));
        lines.add("Rows of files that are not Completed: " + rows.strays());
        lines.add("Processes left open or Failed:        " + failed.size());
        List<String> wrong = new ArrayList<>(rows.complaints());
        wrong.addAll(failed);
        wrong.addAll(history.twiceAtOnce());
        wrong.addAll(history.clientsTwiceAtOnce());
        seen.forEach((client, count) -> wrong.add(client + " was seen with two processes InProgress"));
        registrar.unanswered().forEach(it -> wrong.add("Registration never answered: " + it));
        wrong.addAll(faults.oddities());
        wrong.stream().limit(SHOWN).forEach(it -> lines.add("! " + it));
        if (wrong.size() > SHOWN) {
            lines.add("! and " + (wrong.size() - SHOWN) + " more");
        }
        errors(cluster.logs()).forEach((error, count) -> lines.add("ERROR logged " + count + " times: " + error));
        return new Result(wrong.isEmpty(), lines);
    }

    private static String clock() {
        return ChaosCluster.faketime().isPresent()
                ? "The clock of worker-3 was 5 hours slow"
                : "Clock skew not run: no libfaketime here; the services were in three time zones";
    }

    private List<String> recoveries(ProcessHistory history, FaultInjector faults, List<ChaosService> dispatchers) {
        List<Recovery> all =
                history.recoveries(faults.record().kills(), faults.record().troubles(), dispatchers, lease);
        List<Recovery> undisturbed =
                all.stream().filter(Recovery::isUndisturbed).toList();
        return List.of(
                history.rescues() + " rescues by lapsed lease",
                "kill -9 of a worker to running again: " + times(all),
                "  while the database and a dispatcher were well: " + times(undisturbed) + " (two leases are "
                        + lease.multipliedBy(2).toMillis() + " ms)");
    }

    private static String times(List<Recovery> recoveries) {
        long[] sorted = recoveries.stream()
                .mapToLong(it -> it.time().toMillis())
                .sorted()
                .toArray();
        return sorted.length == 0
                ? "none"
                : String.format(
                        Locale.ROOT,
                        "%d processes, p50 %d ms, max %d ms",
                        sorted.length,
                        sorted[(sorted.length - 1) / 2],
                        sorted[sorted.length - 1]);
    }

    /** What the services logged as ERROR, numbers left out. */
    private static Map<String, Integer> errors(Path logs) throws IOException {
        Map<String, Integer> errors = new TreeMap<>();
        try (Stream<Path> all = Files.list(logs)) {
            for (Path log : (Iterable<Path>) all::iterator) {
                try (Stream<String> lines = Files.lines(log, java.nio.charset.StandardCharsets.UTF_8)) {
                    lines.filter(line -> line.contains(" ERROR ")).forEach(line -> {
                        String text = line.substring(line.indexOf(" ERROR ") + 7)
                                .replaceAll("\\d+", "#")
                                .strip();
                        errors.merge(text.substring(0, Math.min(200, text.length())), 1, Integer::sum);
                    });
                }
            }
        }
        return errors;
    }
}
