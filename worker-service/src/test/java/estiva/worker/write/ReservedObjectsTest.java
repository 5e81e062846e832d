package estiva.worker.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import estiva.control.database.ControlObjects;
import estiva.control.process.ControlTables;
import estiva.worker.TargetDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No name that a definition can write leads an import to the control tables, or to what came with the server. */
class ReservedObjectsTest {

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    /** Over a network each look takes its time: there the others are sought without the names of schema and database. */
    private static final Set<String> SOUGHT_EVERYWHERE = Set.of("filecontrol", "putaway", "stagingtable");

    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        connection = tables.testDatabase().dataSource().getConnection();
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void noSpellingThatTheDatabaseAcceptsLeadsToAControlTable() throws SQLException {
        List<String> found = new ArrayList<>();
        int accepted = 0;
        for (String table : made()) {
            for (String spelling : spellings(table)) {
                Throwable refusal = catchThrowable(() -> TargetTable.find(connection, spelling, "ClienteA"));
                boolean isRefusedAsOurs =
                        refusal instanceof TargetRefused && refusal.getMessage().contains("imports do not write");
                boolean isAccepted = isAcceptedByTheDatabase(spelling);
                accepted += isAccepted ? 1 : 0;
                // A view is no table: it is not found at all.
                boolean isUnknown =
                        refusal instanceof TargetRefused && (!isAccepted || table.equalsIgnoreCase("WorkerDemand"));
                // Babelfish drops U+0000 from the text of a statement; in the value of a parameter it is an error.
                isUnknown |= refusal instanceof SQLException && spelling.indexOf(0) >= 0;
                if (!isRefusedAsOurs && !isUnknown) {
                    found.add(spelling + ": " + refusal);
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(accepted).isGreaterThan(TargetDatabase.isSqlServer() ? 4 * made().size() : 10 * made().size());
    }

    @Test
    void theChecklistsTableTakesRowsFromTheChecklistAlone() throws Exception {
        assertThat(TargetTable.find(connection, "DeploymentCheck", ControlObjects.CHECKLIST)
                        .columns())
                .hasSize(2);
        assertThatThrownBy(() -> TargetTable.find(connection, "FileControl", ControlObjects.CHECKLIST))
                .isInstanceOf(TargetRefused.class);
        TargetTables remembered = new TargetTables();
        remembered.find(connection, "DeploymentCheck", ControlObjects.CHECKLIST);
        assertThatThrownBy(() -> remembered.find(connection, "DeploymentCheck", "ClienteA"))
                .isInstanceOf(TargetRefused.class);
    }

    @Test
    void controlTablesInAnotherSchemaAreAnotherInstallations() throws Exception {
        tables.sql("CREATE SCHEMA other");
        tables.sql("CREATE TABLE other.PutAway (Id INT)");
        assertThat(TargetTable.find(connection, "other.PutAway", "ClienteA").columns())
                .hasSize(1);

        tables.sql("CREATE TABLE other.estiva_schema_history (version INT)");

        assertThatThrownBy(() -> TargetTable.find(connection, "other.PutAway", "ClienteA"))
                .isInstanceOf(TargetRefused.class)
                .hasMessageContaining("imports do not write it");
    }

    /** What the lists of reserved names say holds for it as for a name without a database. */
    @Test
    @EnabledIf("estiva.worker.TargetDatabase#isSqlServer")
    void theConnectionsOwnDatabaseIsKnownByItsName() throws Exception {
        tables.sql("CREATE TABLE Here (Id INT)");
        String own = connection.getCatalog().toUpperCase(Locale.ROOT);

        assertThat(TargetTable.find(connection, own + ".dbo.Here", "ClienteA").columns())
                .hasSize(1);
        assertThatThrownBy(() -> TargetTable.find(connection, own + ".dbo.FileControl", "ClienteA"))
                .isInstanceOf(TargetRefused.class)
                .hasMessageContaining("imports do not write it");
        assertThatThrownBy(() -> TargetTable.find(connection, "nowhere_at_all.dbo.Here", "ClienteA"))
                .isInstanceOf(TargetRefused.class)
                .hasMessageContaining("no database");
    }

    @Test
    void tablesOfTheServerAreRefused() {
        for (String name : List.of(
                "INFORMATION_SCHEMA.TABLES",
                "information_schema.columns",
                "sys.objects",
                "[sys].[tables]",
                "master..spt_values",
                "msdb.dbo.sysjobs",
                "tempdb..x")) {
            assertThatThrownBy(() -> TargetTable.find(connection, name, "ClienteA"))
                    .as(name)
                    .isInstanceOf(TargetRefused.class);
        }
    }

    @Test
    void proceduresOfEstivaAndOfTheServerAreNotCalled() {
        List<String> names = TargetDatabase.isSqlServer()
                ? List.of(
                        "AssignWorkerToProcess",
                        "dbo.registerprocessandfiles",
                        "[RegisterProcessAndFiles]",
                        "sp_executesql",
                        "dbo.sp_executesql",
                        "sys.sp_executesql",
                        "master.dbo.xp_cmdshell",
                        "msdb.dbo.sp_send_dbmail",
                        "[sp_describe_first_result_set]")
                : List.of(
                        "ABORT_SESSION",
                        "CSVWRITE",
                        "\"FILE_WRITE\"",
                        "RUNSCRIPT",
                        "PUBLIC.ABORT_SESSION",
                        "INFORMATION_SCHEMA.ABORT_SESSION",
                        "LINK_SCHEMA");
        for (String name : names) {
            assertThatThrownBy(() -> StoredProcedure.call(connection, AllowedObjects.ALL, name, "FileID", 1))
                    .as(name)
                    .isInstanceOf(TargetRefused.class)
                    .message()
                    .containsAnyOf("do not call it", "is not in schema", "system database", "no database");
        }
    }

    private static List<String> made() {
        return tables.database.read(handle -> handle.createQuery(
                        TargetDatabase.isSqlServer()
                                ? "SELECT name FROM sys.objects WHERE schema_id = SCHEMA_ID() AND type IN ('U', 'V')"
                                : "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = SCHEMA()")
                .mapTo(String.class)
                .list());
    }

    private static List<String> spellings(String table) throws SQLException {
        List<String> names = new ArrayList<>(List.of(
                table,
                table.toUpperCase(Locale.ROOT),
                table.replace('i', '\u0131'),
                table.replace('i', '\u0130'),
                table.replace('s', '\u017F'),
                table.replace('k', '\u212A'),
                table.replace('e', '\u00E9'),
                wide(table),
                table + " ",
                table + "\u00AD",
                "\u200B" + table,
                table.charAt(0) + "\u0000" + table.substring(1)));
        String schema = connection.getSchema();
        String database = connection.getCatalog();
        List<String> spellings = new ArrayList<>();
        for (String name : names) {
            spellings.add(name);
            List<String> prefixes = List.of(
                    "",
                    schema + ".",
                    "[" + schema + "].",
                    "[" + schema + " ].",
                    database + "." + schema + ".",
                    database.replace('i', '\u0131').replace('s', '\u017F') + "." + schema + ".",
                    "[" + database + " ]..",
                    "..",
                    database + "..");
            boolean isSoughtEverywhere =
                    !TargetDatabase.isSqlServer() || SOUGHT_EVERYWHERE.contains(table.toLowerCase(Locale.ROOT));
            for (String prefix : isSoughtEverywhere ? prefixes : List.of("")) {
                spellings.add(prefix + "[" + name + "]");
                spellings.add(prefix + "\"" + name + "\"");
            }
        }
        return spellings;
    }

    private static String wide(String name) {
        StringBuilder wide = new StringBuilder();
        name.chars().forEach(c -> wide.append((char) (c > 32 && c < 127 ? c + 0xFEE0 : c)));
        return wide.toString();
    }

    private static boolean isAcceptedByTheDatabase(String spelling) throws SQLException {
        String sql = TargetDatabase.isSqlServer() ? spelling : spelling.replaceAll("\\[([^\\]]*)\\]", "\"$1\"");
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT COUNT(*) FROM " + sql).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
