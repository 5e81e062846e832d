package estiva.control.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.database.ControlDatabase;
import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadSessionsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Alvo (Id INT NOT NULL PRIMARY KEY)");
    }

    @Test
    void theSessionOfALostLoadIsEndedAndItsLocksAreFree() throws Exception {
        Claim lost = tables.claimed("ClienteA", "a.csv");
        long file = tables.file(lost.processId(), 0).fileId();
        tables.claims.begin(lost, file, null, null);
        // Of a pool of its own: nobody else is to get the connection that is ended here.
        try (AgroalDataSource lostWorker = tables.testDatabase().pool(1);
                LoadTransaction load =
                        new LoadTransactions(new ControlDatabase(lostWorker), tables.sessions).begin(lost, file)) {
            insert(load.connection(), 1);
            tables.lapse(lost);
            tables.rescueLapsed(Duration.ofMinutes(1));

            assertThat(tables.sessions.endThoseOf(lost.processId(), lost.fence()))
                    .isEqualTo(LoadSessions.Left.NONE);

            assertThatThrownBy(() -> insert(load.connection(), 2)).isInstanceOf(SQLException.class);
        }
        tables.sql("INSERT INTO Alvo (Id) VALUES (1)");
        assertThat(tables.line("SELECT Id FROM Alvo")).isEqualTo("1");
        tables.sql("DELETE FROM Alvo");
    }

    @Test
    void theSessionOfAnotherClaimIsLeftAlone() throws Exception {
        Claim claim = tables.claimed("ClienteB", "b.csv");
        long file = tables.file(claim.processId(), 0).fileId();
        tables.claims.begin(claim, file, null, null);
        try (LoadTransaction load = tables.loads.begin(claim, file)) {
            tables.sessions.endThoseOf(claim.processId(), claim.fence() - 1);

            insert(load.connection(), 3);
        }
    }

    @Test
    void aSessionThatCameUnderTheSameNumberIsLeftAlone() throws Exception {
        Claim claim = tables.claimed("ClienteC", "c.csv");
        long file = tables.file(claim.processId(), 0).fileId();
        tables.claims.begin(claim, file, null, null);
        try (LoadTransaction load = tables.loads.begin(claim, file)) {
            tables.sql(
                    "UPDATE FileParameters SET SessionLoginTime = DATEADD(SECOND, -9, SessionLoginTime) WHERE FileID = "
                            + file);

            assertThat(tables.sessions.endThoseOf(claim.processId(), claim.fence()))
                    .isEqualTo(LoadSessions.Left.NONE);

            insert(load.connection(), 4);
        }
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO Alvo (Id) VALUES (" + id + ")");
        }
    }
}
