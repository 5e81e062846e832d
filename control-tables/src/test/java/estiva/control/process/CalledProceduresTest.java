package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.database.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The two procedures within what their callers do: transactions, INSERT ... EXEC, packages that ask for the columns. */
@EnabledIf("estiva.control.database.TestDatabase#isSqlServer")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CalledProceduresTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private Connection caller;
    private Statement sql;

    /** A script's: not through a pool, and in transactions of its own making. */
    @BeforeEach
    void call() throws SQLException {
        TestDatabase database = tables.testDatabase();
        caller = DriverManager.getConnection(database.url(), database.username(), database.password());
        sql = caller.createStatement();
    }

    @AfterEach
    void hangUp() throws SQLException {
        caller.close();
    }

    @Test
    void aRefusedRegistrationLeavesItsCallersTransactionAsItWas() throws SQLException {
        sql.execute("BEGIN TRANSACTION");
        sql.execute("INSERT INTO Client (ProcessName) VALUES ('DoChamador')");

        assertThatThrownBy(() -> sql.execute("EXEC RegisterProcessAndFiles N'ClienteA', N' , '"))
                .hasMessageContaining("@FileList");

        assertThat(number("SELECT @@TRANCOUNT")).isEqualTo(1);
        sql.execute("COMMIT TRANSACTION");
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Client WHERE ProcessName = 'DoChamador'"))
                .isEqualTo(1);
    }

    @Test
    void aRegistrationInACallersTransactionIsTheCallersToCommit() throws SQLException {
        sql.execute("BEGIN TRANSACTION");
        sql.execute("EXEC RegisterProcessAndFiles N'ClienteA', N'a.csv'");
        assertThat(number("SELECT @@TRANCOUNT")).isEqualTo(1);
        sql.execute("ROLLBACK TRANSACTION");
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl"))
                .isZero();

        sql.execute("BEGIN TRANSACTION");
        sql.execute("EXEC RegisterProcessAndFiles N'ClienteA', N'a.csv'");
        sql.execute("COMMIT TRANSACTION");
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl"))
                .isEqualTo(1);
    }

    @Test
    void anAssignmentThatLosesItsProcessKeepsWhatItsCallerWrote() throws SQLException {
        long lost = external("Externo");
        // Whoever gets the client finds that the process has just ended.
        tables.sql("CREATE TRIGGER TooLate ON Client AFTER UPDATE AS"
                + " IF EXISTS (SELECT 1 FROM inserted WHERE RunningProcessID IS NOT NULL)"
                + " UPDATE FileControl SET Status = 'Completed' WHERE Status = 'Pending'");
        try {
            sql.execute("BEGIN TRANSACTION");
            sql.execute("INSERT INTO Client (ProcessName) VALUES ('DoChamador')");

            assertThat(sql.execute("EXEC AssignWorkerToProcess")).isFalse();

            assertThat(number("SELECT @@TRANCOUNT")).isEqualTo(1);
            sql.execute("COMMIT TRANSACTION");
        } finally {
            tables.sql("DROP TRIGGER TooLate");
        }
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Client WHERE ProcessName = 'DoChamador'"))
                .isEqualTo(1);
        assertThat(tables.status(lost)).isEqualTo(Status.COMPLETED);
        assertThat(tables.client("Externo").runningProcessId()).isNull();
    }

    @Test
    void insertExecTakesTheAssignment() throws SQLException {
        long id = external("Externo");
        sql.execute("CREATE TABLE #Assigned (ProcessID INT, ProcessName NVARCHAR(255), WorkerAssigned NVARCHAR(300))");

        sql.execute("INSERT INTO #Assigned EXEC AssignWorkerToProcess");

        assertThat(number("SELECT ProcessID FROM #Assigned")).isEqualTo((int) id);
        assertThat(tables.status(id)).isEqualTo(Status.IN_PROGRESS);
    }

    @Test
    void theResultHasOneShapeWhateverTheProcess() throws SQLException {
        external("Externo");

        try (ResultSet row = sql.executeQuery("EXEC AssignWorkerToProcess")) {
            assertThat(row.getMetaData().getColumnCount()).isEqualTo(3);
            assertThat(row.getMetaData().getColumnType(1)).isEqualTo(Types.INTEGER);
            assertThat(row.getMetaData().getPrecision(3)).isEqualTo(300);
        }
    }

    /** The last: the table counts on from there. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aProcessIdBeyondIntIsRefusedBeforeItIsAssigned() throws SQLException {
        external("Externo");
        tables.sql("UPDATE FileControl SET Status = 'Completed'");
        sql.execute("SET IDENTITY_INSERT FileControl ON");
        sql.execute(
                "INSERT INTO FileControl (ProcessID, ProcessName, Status) VALUES (2147483648, 'Externo', 'Pending')");
        sql.execute("SET IDENTITY_INSERT FileControl OFF");
        sql.execute("INSERT INTO FileParameters (ProcessID, FileName, Status) VALUES (2147483648, 'a.csv', 'Pending')");

        assertThatThrownBy(() -> sql.execute("EXEC AssignWorkerToProcess")).hasMessageContaining("beyond INT");

        assertThat(tables.status(2147483648L)).isEqualTo(Status.PENDING);
        assertThat(tables.client("Externo").runningProcessId()).isNull();
    }

    private static long external(String client) {
        long id = tables.register(client, "a.csv");
        tables.sql("UPDATE Client SET Runner = 'External' WHERE ProcessName = '" + client + "'");
        return id;
    }

    private int number(String query) throws SQLException {
        try (ResultSet row = sql.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }
}
