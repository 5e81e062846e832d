package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.client.Clients;
import estiva.control.database.TestDatabase;
import estiva.control.process.TableRows.FileRow;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The original's procedures, which exist on SQL Server only: H2 has no T-SQL. */
@EnabledIf(
        value = "isSqlServer",
        disabledReason = "the T-SQL procedures exist on SQL Server only: mvn verify -Psqlserver")
class ProceduresTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    static boolean isSqlServer() {
        return TestDatabase.isSqlServer();
    }

    private record Assigned(Object processId, String processName, String workerAssigned) {}

    @Test
    void registerProcessAndFilesMakesAProcessThatEstivaRuns() {
        tables.sql(
                "EXEC RegisterProcessAndFiles @ProcessName = N'Padaria São João ', @FileList = N'a.csv, b.csv ,c.csv'");

        long id = tables.query(Long.class, "SELECT ProcessID FROM FileControl WHERE ProcessName = N'padaria são joão'");
        assertThat(tables.process(id).processName()).isEqualTo("Padaria São João");
        assertThat(tables.filesOf(id)).extracting(FileRow::fileName).containsExactly("a.csv", "b.csv", "c.csv");
        assertThat(tables.round(tables.worker("W1", 1), 1)).isEqualTo(1);
    }

    @Test
    void manyFilesAreRegisteredInPartsAndInTheirOrder() {
        String names =
                IntStream.rangeClosed(1, 2_001).mapToObj(i -> "f" + i + ".csv").collect(Collectors.joining(","));

        tables.sql("EXEC RegisterProcessAndFiles N'Muitos', N'" + names + "'");

        long id = tables.query(Long.class, "SELECT ProcessID FROM FileControl WHERE ProcessName = N'Muitos'");
        assertThat(tables.filesOf(id).stream().map(FileRow::fileName).collect(Collectors.joining(",")))
                .isEqualTo(names);
    }

    @Test
    void anEmptyFileListIsRefusedByNameAndWritesNothing() {
        assertThatThrownBy(() -> tables.sql("EXEC RegisterProcessAndFiles N'ClienteA', N' , '"))
                .rootCause()
                .hasMessageContaining("@FileList");
        assertThatThrownBy(() -> tables.sql("EXEC RegisterProcessAndFiles N'  ', N'a.csv'"))
                .rootCause()
                .hasMessageContaining("@ProcessName");

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl"))
                .isZero();
    }

    @Test
    void assignWorkerToProcessTakesExternalClientsOnlyAndOneProcessOfEach() {
        external("Externo");
        long first = tables.register("Externo", "a.csv");
        tables.register("Externo", "b.csv");
        tables.register("DaEstiva", "c.csv");

        Assigned assigned = assign();

        assertThat(assigned).isEqualTo(new Assigned((int) first, "Externo", "Worker_Externo"));
        assertThat(tables.status(first)).isEqualTo(Status.IN_PROGRESS);
        assertThat(tables.process(first).fence()).isEqualTo(1);
        assertThat(assign()).isNull();
    }

    @Test
    void theOriginalsClosingUpdateFreesTheClientForItsNextProcess() {
        external("Externo");
        long first = tables.register("Externo", "a.csv");
        long second = tables.register("Externo", "b.csv");
        assign();

        tables.sql("UPDATE FileControl SET Status = 'Completed', EndTime = GETDATE() WHERE ProcessID = " + first);

        assertThat(assign().processId()).isEqualTo((int) second);
    }

    @Test
    void nothingDueGivesNoResultSetAtAll() {
        assertThat(assign()).isNull();
    }

    @Test
    void mastersThatCallAtOnceNeverGetOneProcessTwice() throws Exception {
        for (int i = 0; i < 10; i++) {
            external("Externo" + i);
            tables.register("Externo" + i, "a.csv");
            tables.register("Externo" + i, "b.csv");
        }
        ExecutorService masters = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<Object>>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> {
                    List<Object> ids = new ArrayList<>();
                    for (Assigned assigned = assign(); assigned != null; assigned = assign()) {
                        ids.add(assigned.processId());
                    }
                    return ids;
                });
            }
            List<Object> all = new ArrayList<>();
            for (var ids : masters.invokeAll(calls)) {
                all.addAll(ids.get());
            }
            assertThat(all).hasSize(10).doesNotHaveDuplicates();
        } finally {
            masters.shutdownNow();
        }
    }

    private static void external(String client) {
        new Clients(tables.database).ensure(client, ControlTables.DEED);
        tables.sql("UPDATE Client SET Runner = 'External' WHERE ProcessName = '" + client + "'");
    }

    private static Assigned assign() {
        return tables.database.inTransaction(handle -> {
            try (Statement statement = handle.getConnection().createStatement()) {
                if (!statement.execute("EXEC AssignWorkerToProcess")) {
                    return null;
                }
                try (ResultSet row = statement.getResultSet()) {
                    assertThat(row.next()).isTrue();
                    return new Assigned(
                            row.getObject("ProcessID"), row.getString("ProcessName"), row.getString("WorkerAssigned"));
                }
            } catch (java.sql.SQLException e) {
                throw new org.jdbi.v3.core.statement.UnableToExecuteStatementException(e, null);
            }
        });
    }
}
