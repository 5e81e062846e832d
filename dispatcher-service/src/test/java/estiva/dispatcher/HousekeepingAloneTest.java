package estiva.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.database.ControlDatabase;
import estiva.control.database.ControlDatabaseResource;
import estiva.control.inspect.Inspections;
import estiva.control.load.StagingTables;
import estiva.control.process.Claims;
import estiva.control.process.ControlTables;
import estiva.control.process.NewProcess;
import estiva.control.process.Registrations;
import estiva.control.worker.Workers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A dispatcher of which one job fails for ever, and another hangs. */
@QuarkusTest
@TestProfile(HousekeepingAloneTest.Troubled.class)
@WithTestResource(ControlDatabaseResource.class)
class HousekeepingAloneTest {

    @Inject
    ControlDatabase database;

    @Inject
    Registrations registrations;

    @Inject
    Workers workers;

    @Inject
    Claims claims;

    @Inject
    Failing failing;

    @Inject
    Hanging hanging;

    public static class Troubled implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("estiva.dispatcher.housekeeping-interval", "1s", "estiva.dispatcher.sweep-interval", "100ms");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Failing.class, Hanging.class);
        }
    }

    @Alternative
    @Singleton
    public static class Failing extends Inspections {
        final AtomicInteger tries = new AtomicInteger();

        public Failing(ControlDatabase database) {
            super(database);
        }

        @Override
        public void sweep(int secondsForAnAnswer, int secondsKept) {
            tries.incrementAndGet();
            throw new IllegalStateException("no answers today");
        }
    }

    @Alternative
    @Singleton
    public static class Hanging extends StagingTables {
        final CountDownLatch end = new CountDownLatch(1);
        final AtomicInteger tries = new AtomicInteger();

        public Hanging(ControlDatabase database) {
            super(database);
        }

        @Override
        public int dropOrphans() {
            tries.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 0;
        }
    }

    @AfterEach
    void letItEnd() {
        hanging.end.countDown();
    }

    @Test
    void allOthersGoOnAndALapsedLeaseIsRescuedInTime() throws Exception {
        until("one job hangs", () -> hanging.tries.get() > 0);
        until("another has failed twice", () -> failing.tries.get() > 1);
        long processId = register("ClienteA");
        long workerId = workers.start("W", 1, 10_000, "test");
        until("the process is assigned", () -> !claims.of(workerId).isEmpty());

        set("StartTime = DATEADD(MINUTE, -61, <now>)");
        until("the long run is told of", () -> count("SELECT COUNT(*) FROM Alert WHERE Kind = 'LongRunning'") == 1);
        set("LeaseUntil = DATEADD(SECOND, -1, <now>)");
        until(
                "the lapsed lease is rescued",
                () -> count("SELECT Attempt FROM FileControl WHERE ProcessID = " + processId) == 1);

        int triesByThen = failing.tries.get();
        until("the failing job is tried again", () -> failing.tries.get() > triesByThen);
        assertThat(hanging.tries).as("it is not begun again while it runs").hasValue(1);
    }

    private long register(String client) {
        NewProcess process = new NewProcess(
                client,
                null,
                null,
                0,
                null,
                null,
                "test",
                List.of(new NewProcess.NewFile("a.csv", null, null, null, null, null)));
        return ((Registrations.Registered) registrations.register(process, null, ControlTables.DEED)).processId();
    }

    private void set(String what) {
        database.useTransaction(handle -> handle.execute("UPDATE FileControl SET " + what));
    }

    private long count(String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
