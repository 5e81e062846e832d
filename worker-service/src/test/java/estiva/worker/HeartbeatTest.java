package estiva.worker;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.control.database.TestDatabase;
import estiva.control.process.ControlTables;
import estiva.control.worker.Worker;
import estiva.worker.claim.HeldRuns;
import estiva.worker.claim.Run;
import estiva.worker.config.WorkerConfig;
import estiva.worker.process.BusyLoader;
import estiva.worker.process.LoadedRuns;
import estiva.worker.process.Runs;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HeartbeatTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private final WorkerConfig config = Configured.of(WorkerConfig.class);
    private final BusyLoader busy = new BusyLoader(tables);

    @AfterEach
    void endLoads() {
        busy.end();
    }

    @Test
    void leasesAreRenewedWhileEverySlotIsTakenAndNoConnectionIsFree() {
        Worker worker = tables.worker("W1", config.slots());
        for (int i = 0; i < config.slots(); i++) {
            tables.register("Client" + i, "a.csv", "b.csv", "c.csv", "d.csv", "e.csv");
        }
        tables.round(worker, config.slots());
        HeldRuns held = new HeldRuns(new SimpleMeterRegistry());
        Runs runs = new Runs(held, new LoadedRuns(tables.claims, held), tables.claims, busy, null, config);
        runs.take(tables.claims.of(worker.workerId()), System.nanoTime());
        tables.sql("UPDATE FileControl SET LeaseUntil = DATEADD(SECOND, 1, <now>)");
        // Assigned meanwhile, so that the heartbeat sees something that it must leave to the look for assignments.
        tables.register("Later", "a.csv");
        tables.round(worker, 1);

        try (AgroalDataSource own = tables.testDatabase().pool(1)) {
            Heartbeat heartbeat = new Heartbeat(own, held, config);
            List<Handle> taken = takeAllConnections();
            long begun = System.nanoTime();

            heartbeat.beat(worker.workerId());

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(config.lease().dividedBy(3));
            taken.forEach(Handle::close);
        }
        List<Instant> leases = tables.database.read(
                handle -> handle.createQuery("SELECT LeaseUntil FROM FileControl WHERE ProcessName <> 'Later'")
                        .mapTo(Instant.class)
                        .list());
        Instant now = tables.query(Instant.class, "SELECT <now>");
        assertThat(leases).hasSize(config.slots()).allMatch(lease -> lease.isAfter(now.plusSeconds(5)));
        assertThat(held.all()).hasSize(config.slots());
    }

    @Test
    void aClaimWhoseRowSomebodyHoldsIsNeitherLostNorALossToTheOthers() throws SQLException {
        Worker worker = tables.worker("W1", 2);
        List.of("Held", "Free").forEach(client -> tables.register(client, "a.csv"));
        tables.round(worker, 2);
        HeldRuns held = new HeldRuns(new SimpleMeterRegistry());
        tables.claims.of(worker.workerId()).forEach(it -> held.add(new Run(it, List.of(), System.nanoTime())));
        tables.sql("UPDATE FileControl SET LeaseUntil = <now>");

        try (AgroalDataSource own = tables.testDatabase().pool(1);
                Connection script = tables.testDatabase().dataSource().getConnection();
                Statement statement = script.createStatement()) {
            script.setAutoCommit(false);
            statement.execute("UPDATE FileControl SET Status = 'Pending' WHERE ProcessName = 'Held'");
            long begun = System.nanoTime();

            new Heartbeat(own, held, config).beat(worker.workerId());

            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(config.lease().dividedBy(4));
            script.rollback();
            script.setAutoCommit(true);
        }
        assertThat(held.all()).hasSize(2).noneMatch(Run::isLost);
        assertThat(tables.line("SELECT ProcessName FROM FileControl WHERE LeaseUntil > DATEADD(SECOND, 5, <now>)"))
                .isEqualTo("Free");
    }

    /** The driver's own limits, for what waits before a statement's limit is set. */
    @Test
    void allThatAHeartbeatCanWaitForIsOverWithinAThirdOfTheLease() throws IOException {
        Properties settings = new Properties();
        try (InputStream stream = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            settings.load(stream);
        }
        String heartbeat = "quarkus.datasource.heartbeat.jdbc.";
        int answer = Integer.parseInt(
                settings.getProperty("%sqlserver." + heartbeat + "additional-jdbc-properties.socketTimeout"));
        Duration connection = Duration.parse("PT" + settings.getProperty(heartbeat + "acquisition-timeout"));

        assertThat(answer).isPositive();
        assertThat(connection.plusMillis(answer))
                .isLessThanOrEqualTo(config.lease().dividedBy(3));
    }

    private static List<Handle> takeAllConnections() {
        List<Handle> taken = new ArrayList<>();
        for (int i = 0; i < TestDatabase.POOL; i++) {
            taken.add(tables.database.open());
        }
        return taken;
    }
}
