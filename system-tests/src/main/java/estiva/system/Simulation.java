package estiva.system;

import estiva.control.database.Schema;
import estiva.control.load.LoadSessions;
import estiva.control.load.LoadTransactions;
import estiva.control.process.Claims;
import estiva.control.process.Leases;
import estiva.control.process.Looks;
import estiva.control.process.StatusCounts;
import estiva.control.worker.Workers;
import estiva.system.SimulatedTimes.Spread;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Simulated workers and one dispatcher on real control tables; workers stay from step to step. */
final class Simulation implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(15);
    static final Duration BEAT = LEASE.dividedBy(4);
    static final Duration LOOK = Duration.ofMillis(102);
    private static final int STATS_COUNT = 10_000;

    /** The control tables as the services see them. */
    record Tables(
            Workers workers, Looks looks, Claims claims, Leases leases, LoadTransactions loads, StatusCounts counts) {
        static Tables of(estiva.control.database.ControlDatabase control) {
            return new Tables(
                    new Workers(control),
                    new Looks(control),
                    new Claims(control),
                    new Leases(control),
                    new LoadTransactions(control, new LoadSessions(control)),
                    new StatusCounts(control));
        }
    }

    /**
     * What one number of workers came to, by the second.
     *
     * @param looksDue what the workers would ask if nothing kept them waiting; likewise {@code beatsDue}
     * @param completedDue what they would complete with every slot taken
     * @param beatLateness of the worst beats but one in a hundred, in milliseconds
     */
    record Step(
            int workers,
            double looks,
            double looksDue,
            double beats,
            double beatsDue,
            double assigned,
            double completed,
            double completedDue,
            double beatLateness,
            Map<String, Spread> times,
            Map<String, Double> rowsPerProcess) {

        private static final double ENOUGH = 0.9;

        boolean isKeptUp() {
            return verdict().isEmpty();
        }

        String line() {
            return String.format(
                    "%,d workers: looks %,.0f of %,.0f/s, beats %,.1f of %,.1f/s (late by %,.0f ms at p99),"
                            + " assigned %,.0f/s, completed %,.0f of %,.0f/s",
                    workers, looks, looksDue, beats, beatsDue, beatLateness, assigned, completed, completedDue);
        }

        /** Of what the database does not do enough; empty: of nothing. */
        String verdict() {
            List<String> lacking = new ArrayList<>();
            if (beatLateness > BEAT.toMillis() || beats < ENOUGH * beatsDue) {
                lacking.add("heartbeats come late");
            }
            if (looks < ENOUGH * looksDue) {
                lacking.add("looks come late");
            }
            if (completed < ENOUGH * completedDue) {
                lacking.add("slots stay empty");
            }
            return String.join(", ", lacking);
        }
    }

    private final RunningDatabase database;
    private final Simulate.Options options;
    private final AgroalDataSource pool;
    private final Tables tables;
    private final SimulatedTimes times = new SimulatedTimes();
    private final ScheduledThreadPoolExecutor schedule;
    private final SimulatedDispatcher dispatcher;
    private final List<SimulatedWorker> workers = new ArrayList<>();

    Simulation(RunningDatabase database, Simulate.Options options) throws SQLException {
        this.database = database;
        this.options = options;
        pool = pool();
        estiva.control.database.ControlDatabase control = new estiva.control.database.ControlDatabase(pool);
        new Schema(control).migrate();
        tables = Tables.of(control);
        schedule = new ScheduledThreadPoolExecutor(options.connections());
        dispatcher = new SimulatedDispatcher(control, times, options.assign());
    }

    private AgroalDataSource pool() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(options.connections() + 2)
                        .acquisitionTimeout(Duration.ofSeconds(60))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.url())
                                .principal(new NamePrincipal(database.username()))
                                .credential(new SimplePassword(database.password())))));
    }

    /** Seconds in which slots fill and the first processes end, before anything is counted. */
    static int warmUp(int load) {
        return load + 2;
    }

    /** Adds workers until there are so many, and watches them for a while. */
    Step step(int count) throws SQLException {
        dispatcher.start();
        while (workers.size() < count) {
            SimulatedWorker worker = new SimulatedWorker(tables, times, schedule, options, workers.size());
            workers.add(worker);
            worker.start();
        }
        LockSupport.parkNanos(Duration.ofSeconds(warmUp(options.load())).toNanos());
        Map<String, Long> before = rows();
        dispatcher.takeAssigned();
        times.take();
        long begun = System.nanoTime();
        LockSupport.parkNanos(Duration.ofSeconds(options.seconds()).toNanos());
        times.of("stats", () -> tables.counts().upTo(STATS_COUNT));
        times.of("WorkerDemand", () -> database.sql().first("SELECT Workers FROM WorkerDemand"));
        double seconds = (System.nanoTime() - begun) / 1e9;
        Map<String, Spread> taken = times.take();
        Map<String, Long> after = rows();
        Spread lateness = taken.getOrDefault("beat late", Spread.NONE);
        long completed = taken.getOrDefault("complete", Spread.NONE).count();
        Map<String, Double> growth = new TreeMap<>();
        after.forEach((table, rows) ->
                growth.put(table, Math.round(100.0 * (rows - before.get(table)) / Math.max(1, completed)) / 100.0));
        return new Step(
                count,
                rate(taken.get("look"), seconds),
                count * 1e9 / LOOK.toNanos(),
                rate(taken.get("beat"), seconds),
                count * 1e9 / BEAT.toNanos(),
                dispatcher.takeAssigned() / seconds,
                completed / seconds,
                Math.min(count * options.slots(), options.clients()) / (double) options.load(),
                lateness.p99(),
                taken,
                growth);
    }

    private static double rate(Spread spread, double seconds) {
        return spread == null ? 0 : spread.count() / seconds;
    }

    /** Of the tables that grow as processes run, told by their highest id, which costs nothing. */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        rows.put("ProcessLog", database.sql().first("SELECT COALESCE(MAX(LogID), 0) FROM ProcessLog"));
        rows.put("FileLog", database.sql().first("SELECT COALESCE(MAX(LogID), 0) FROM FileLog"));
        rows.put("LoadedFile", database.sql().first("SELECT COUNT(*) FROM LoadedFile"));
        return rows;
    }

    @Override
    public void close() {
        dispatcher.stop();
        workers.forEach(SimulatedWorker::stop);
        schedule.shutdownNow();
        try {
            schedule.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.close();
    }
}
