package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.worker.TargetDatabase;
import estiva.worker.convert.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTableTest {

    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    private static Connection connection;

    @BeforeAll
    static void aTable() throws SQLException {
        database.createTable("Cargo_x", "Id INT NOT NULL, Flag BIT DEFAULT 1 NOT NULL, Name NVARCHAR(20)");
        database.createTable("CargoYx", "Id INT");
        database.createTable("Client", "Id INT");
        database.run("CREATE SCHEMA sales", "CREATE TABLE sales.Client (Id INT)");
        connection = database.connect();
    }

    @AfterAll
    static void drop() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cargo_x",
                "cargo_X",
                "[Cargo_x]",
                "\"Cargo_x\"",
                "{schema}.Cargo_x",
                "[{schema}].[CARGO_X]",
                "{database}.{schema}.Cargo_x"
            })
    void aTableIsFoundByEveryWayToWriteItsName(String target) throws Exception {
        String name = target.replace("{schema}", connection.getSchema()).replace("{database}", database.name());
        TargetTable table = TargetTable.find(connection, name, null);
        assertThat(table.name()).isEqualToIgnoringCase(connection.getSchema() + ".Cargo_x");
        assertThat(table.columns()).hasSize(3);
        assertThat(table.column("FLAG")).get().satisfies(flag -> {
            assertThat(flag.kind()).isEqualTo(Kind.BIT);
            assertThat(flag.nullable()).isFalse();
            assertThat(flag.mustBeGiven()).isFalse();
        });
        assertThat(table.column("Id"))
                .get()
                .satisfies(id -> assertThat(id.mustBeGiven()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLIENT", "[client]"})
    void tablesOfEstivaAreRefused(String target) {
        assertThatThrownBy(() -> TargetTable.find(connection, target, null))
                .isInstanceOf(TargetRefused.class)
                .hasMessageContaining("imports do not write it");
    }

    @Test
    void aClientsOwnTableOfSuchANameInAnotherSchemaIsFree() throws Exception {
        assertThat(TargetTable.find(connection, "sales.Client", null).name()).isEqualToIgnoringCase("sales.Client");
    }

    @ParameterizedTest
    @CsvSource({
        "Nothing, there is no table Nothing in schema",
        "no_schema.Cargo_x, there is no table Cargo_x in schema no_schema",
        "a.b.c.d, names another server",
        "[Cargo_x, is not closed",
        "'x.', names no table",
        "nodatabase.dbo.x, database",
    })
    void aNameThatLeadsNowhereIsRefused(String target, String reason) {
        assertThatThrownBy(() -> TargetTable.find(connection, target, null))
                .isInstanceOf(TargetRefused.class)
                .hasMessageContaining(reason);
    }
}
