package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import estiva.control.load.LoadSessions;
import estiva.control.load.LoadTransaction;
import estiva.control.load.LoadTransactions;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A connection that drops without a word. H2's driver knows no limit to an answer. */
@EnabledIf("estiva.control.database.TestDatabase#isSqlServer")
class SilentConnectionTest {
    /** A third of the lease of 15 s, and what a busy machine takes beside. */
    private static final Duration A_THIRD_OF_A_LEASE = Duration.ofSeconds(6);

    private static final Pattern ADDRESS = Pattern.compile("//([^:;/]+)(?::(\\d+))?");

    private TestDatabase testDatabase;
    private SilentDoor door;
    private AgroalDataSource pool;
    private ControlDatabase database;

    @BeforeEach
    void open() throws IOException, SQLException {
        testDatabase = TestDatabase.create();
        Matcher address = ADDRESS.matcher(testDatabase.url());
        assertThat(address.find()).isTrue();
        int port = address.group(2) == null ? 1433 : Integer.parseInt(address.group(2));
        door = new SilentDoor(address.group(1), port);
        String url = address.replaceFirst("//127.0.0.1:" + door.port());
        pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(settings -> settings.maxSize(2)
                        .acquisitionTimeout(Duration.ofSeconds(2))
                        .connectionValidator(ConnectionValidator.defaultValidator())
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new NamePrincipal(testDatabase.username()))
                                .credential(new SimplePassword(testDatabase.password())))));
        database = new ControlDatabase(pool);
        database.read(SilentConnectionTest::ask);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        pool.close();
        testDatabase.close();
    }

    @Test
    void aLookGivesUpWithinAThirdOfALease() {
        assertGivesUp(work -> database.look(work::apply));
    }

    @Test
    void aBriefTransactionGivesUpWithinAThirdOfALease() {
        assertGivesUp(work -> database.briefly(work::apply));
    }

    /** A heartbeat's, whose lease is short. */
    @Test
    void aShorterQueryTimeoutIsAShorterLimit() {
        ControlDatabase heartbeat = new ControlDatabase(pool, Duration.ofSeconds(1));
        heartbeat.read(SilentConnectionTest::ask);

        Duration waited = assertGivesUp(work -> heartbeat.briefly(work::apply));

        assertThat(waited).isLessThan(Duration.ofSeconds(3));
    }

    /** As a pool does before it lends a connection that was idle: no limit of a statement or handle is set by then. */
    @Test
    void aValidationGivesUpByTheDriversOwnLimit() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            door.fallSilent();
            long begun = System.nanoTime();

            assertThat(connection.isValid(0)).isFalse();

            assertThat(waited(begun)).isLessThan(A_THIRD_OF_A_LEASE);
        }
    }

    /** As behind a proxy that answers for a server that it has lost. What waits for ever ends when the door is closed. */
    @Test
    void aLoadGivesUpAfterItsPatience() {
        LoadTransactions loads = new LoadTransactions(database, new LoadSessions(database), Duration.ofSeconds(2));

        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertGivesUp(loads));

        door.speak();
        assertThat(database.look(SilentConnectionTest::ask))
                .as("over a new connection")
                .isOne();
    }

    private void assertGivesUp(LoadTransactions loads) throws SQLException {
        try (LoadTransaction load = loads.begin();
                Statement statement = load.connection().createStatement()) {
            door.fallSilent();
            long begun = System.nanoTime();
            assertThatThrownBy(() -> statement.execute("SELECT 1")).matches(DatabaseErrors::isTransient);
            assertThat(waited(begun)).isBetween(Duration.ofSeconds(1), A_THIRD_OF_A_LEASE);
        }
    }

    @Test
    void aHandleOfItsOwnHasNoLimit() throws SQLException {
        try (Handle load = database.open()) {
            assertThat(load.getConnection().getNetworkTimeout()).isZero();
        }
    }

    @Test
    void aMigrationHasNoLimit() throws SQLException {
        try (Connection connection =
                new Schema(database).flyway().getConfiguration().getDataSource().getConnection()) {
            assertThat(connection.getNetworkTimeout()).isZero();
        }
    }

    @Test
    void aConnectionGoesBackToThePoolWithItsUsualLimit() throws SQLException {
        int usual;
        try (Connection connection = pool.getConnection()) {
            usual = connection.getNetworkTimeout();
        }
        try (Handle load = database.open()) {
            ask(load);
        }
        database.look(SilentConnectionTest::ask);

        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(usual).isPositive();
        }
    }

    @Test
    void whatComesAfterTheSilenceIsAnswered() {
        assertGivesUp(work -> database.look(work::apply));
        door.speak();

        org.awaitility.Awaitility.await("an answer over a new connection")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(DatabaseErrors::isTransient)
                .until(() -> database.look(SilentConnectionTest::ask) == 1);
    }

    /** The silence begins when the connection is lent: so the pool does not notice it first. */
    private Duration assertGivesUp(Function<Function<Handle, Integer>, Integer> use) {
        long[] begun = {0};
        assertThatThrownBy(() -> use.apply(handle -> {
                    door.fallSilent();
                    begun[0] = begun[0] == 0 ? System.nanoTime() : begun[0];
                    return ask(handle);
                }))
                .matches(DatabaseErrors::isTransient);
        assertThat(waited(begun[0])).isLessThan(A_THIRD_OF_A_LEASE);
        return waited(begun[0]);
    }

    private static Duration waited(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static int ask(Handle handle) {
        return handle.createQuery("SELECT 1").mapTo(Integer.class).one();
    }
}
