package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import estiva.control.database.ControlDatabase;
import estiva.registry.entity.Fresh;
import estiva.registry.process.FileControl;
import estiva.registry.process.FileControlRepository;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.query.SelectionQuery;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** Reads by entities keep what statements have: here with a pool of two connections, as many as migrations need. */
@QuarkusTest
@TestProfile(ReadsTest.TwoConnections.class)
class ReadsTest extends RegistryTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(10);

    public static class TwoConnections implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.max-size", "2");
        }
    }

    @Fresh
    @Singleton
    public static class Probe implements PanacheRepositoryBase<FileControl, Long> {
        public int timeoutSeconds() {
            return getEntityManager()
                    .createQuery("FROM FileControl")
                    .unwrap(SelectionQuery.class)
                    .getTimeout();
        }
    }

    @Fresh
    @Singleton
    public static class Victim {
        int tries;

        public int ask(int conflicts) {
            if (++tries <= conflicts) {
                throw new PersistenceException(new SQLException("as SQL Server would say", "S0001", 1205));
            }
            return tries;
        }
    }

    @Inject
    Victim victim;

    @Inject
    ControlDatabase database;

    @Inject
    FileControlRepository processControl;

    @Inject
    Probe probe;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String username;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void aRequestHoldsNoConnectionBetweenItsReadsAndItsStatements() {
        long id = registered(name("One"), "a.csv");

        try (Handle other = database.open()) {
            post("/processes/" + id + "/cancel", "").statusCode(200).body("status", equalTo("Cancelled"));
        }
    }

    @Test
    void aBrokenConnectionIsNotHandedOutAgain() throws SQLException {
        long id = registered(name("Broken"), "a.csv");
        List<Integer> sessions = new ArrayList<>();
        try (Handle one = database.open();
                Handle other = database.open()) {
            sessions.add(session(one));
            sessions.add(session(other));
        }
        for (int session : sessions) {
            endSession(session);
        }

        get("/processes/" + id).statusCode(503).body("type", endsWith("database-away"));

        awaitAnswer(id);
    }

    @Test
    @TestSecurity(
            user = "reader",
            roles = {"viewer", "submitter", "designer"})
    void aRowIsReadAgainAfterItWasChanged() {
        long id = registered(name("Again"), "a.csv");
        assertThat(processControl.byId(id).orElseThrow().cancelRequestedAt).isNull();

        processes.cancel(id);

        assertThat(processControl.byId(id).orElseThrow().cancelRequestedAt).isNotNull();
    }

    @Test
    @TestSecurity(
            user = "reader",
            roles = {"viewer", "submitter", "designer"})
    void threadsWithoutARequestReadToo() throws Exception {
        long id = registered(name("Thread"), "a.csv");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Optional<FileControl> found =
                    thread.submit(() -> processControl.byId(id)).get(30, TimeUnit.SECONDS);

            assertThat(found).isPresent();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aReadIsGivenUpAsAnyStatementIs() {
        assertThat(probe.timeoutSeconds()).isEqualTo(60);
    }

    @Test
    void aReadThatWasADeadlocksVictimIsTriedAgainAndNotForEver() {
        assertThat(victim.ask(2)).isEqualTo(3);
        assertThatThrownBy(() -> victim.ask(1_000)).isInstanceOf(PersistenceException.class);
    }

    private int session(Handle handle) {
        return handle.createQuery("SELECT " + database.vendor().ownSession())
                .mapTo(Integer.class)
                .one();
    }

    private void endSession(int session) throws SQLException {
        try (Connection other = DriverManager.getConnection(url, username, password);
                Statement statement = other.createStatement()) {
            statement.execute(database.vendor().endSession(session));
        }
    }

    /** Asked so often that the pool does not find out by itself, which tries only what was idle for two seconds. */
    private static void awaitAnswer(long id) {
        await("an answer over another connection")
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(LOOK)
                .until(() -> get("/processes/" + id).extract().statusCode() == 200);
    }
}
