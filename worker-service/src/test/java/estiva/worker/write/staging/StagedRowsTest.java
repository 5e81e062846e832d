package estiva.worker.write.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.database.DatabaseErrors;
import estiva.worker.TargetDatabase;
import estiva.worker.write.RowsRefused;
import estiva.worker.write.TargetTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows of a staging table on their way into the target. */
class StagedRowsTest {
    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    private Staging staging;

    @BeforeEach
    void threeRowsAreStaged() throws Exception {
        database.run(
                "DROP TABLE IF EXISTS Child",
                "DROP TABLE IF EXISTS Parent",
                "CREATE TABLE Parent (Code INT NOT NULL PRIMARY KEY)",
                "CREATE TABLE Child (Code INT NULL, CONSTRAINT FK_Child FOREIGN KEY (Code) REFERENCES Parent (Code))",
                "INSERT INTO Parent VALUES (1), (2)");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            TargetTable table = TargetTable.find(connection, "Child", null);
            staging = new Staging(table, table.columns(), 7, 1);
            statement.execute("DROP TABLE IF EXISTS " + staging.quoted());
            statement.execute(staging.createStatement());
            statement.execute("INSERT INTO " + staging.quoted() + " VALUES (1, 1, NULL), (2, 2, NULL), (9, 3, NULL)");
        }
    }

    @Test
    void rowsThatTheServerTakesWithoutAnErrorAndDoesNotKeepAreRefusedAsKeysThatAreThere() throws Exception {
        try (Connection connection = database.connect()) {
            staging.refuse(connection, "refers to nothing", Fragment.of("s." + staging.staged("code") + " = 9"));

            assertThatThrownBy(() -> new Append(staging).publish(connection, 3))
                    .isInstanceOfSatisfying(
                            RowsRefused.class,
                            refusal -> assertThat(DatabaseErrors.isDuplicateKey(refusal))
                                    .isTrue())
                    .hasMessageContaining("1 of the rows did not come into it");
            assertThat(new Append(staging).publish(connection, 2).inserted()).isEqualTo(2);
        }
    }

    @Test
    void aRowThatRefersToNothingIsToldWhereTheLoginMayReadTheParent() throws Exception {
        try (Connection connection = database.connect()) {
            assertThat(new Violations(staging, new Append(staging)).find(connection))
                    .isEqualTo(1);
        }
    }

    @Test
    void aParentThatTheLoginMayNotReadIsLeftToTheServerToAsk() throws Exception {
        assumeThat(TargetDatabase.isSqlServer()).as("logins are the server's").isFalse();
        database.run(
                "CREATE USER IF NOT EXISTS LIMITED PASSWORD 'x'",
                "GRANT SELECT, INSERT ON Child TO LIMITED",
                "GRANT SELECT, INSERT, UPDATE ON " + staging.quoted() + " TO LIMITED");
        // Without the options of the database, which only an administrator may set.
        try (Connection limited = DriverManager.getConnection("jdbc:h2:mem:" + database.name(), "LIMITED", "x")) {
            assertThatThrownBy(() -> limited.createStatement().executeQuery("SELECT 1 FROM Parent"))
                    .isInstanceOf(SQLException.class);

            assertThat(new Violations(staging, new Append(staging)).find(limited))
                    .isZero();

            assertThatThrownBy(() -> new Append(staging).publish(limited, 3)).isInstanceOf(RowsRefused.class);
        }
    }
}
