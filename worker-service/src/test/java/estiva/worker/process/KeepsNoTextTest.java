package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.alert.Alerts;
import estiva.control.database.MigratedTables;
import estiva.control.imports.ImportDefinitions;
import estiva.control.process.Claim;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.control.process.TableRows.RejectRow;
import estiva.worker.TargetDatabase;
import estiva.worker.write.AllowedObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import that keeps no text of bad rows: no value of a file is in any table of Estiva, nor in the log. Public for H2. */
public class KeepsNoTextTest extends ProcessLoads {
    private static final String SECRET = "987654321";
    private static final String NO_TEXT = "'rejects':{'maxRows':%d,'keepRawText':false}";

    private final List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord message) {
            logged.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeAll
    static void procedure() {
        tables.sql(
                TargetDatabase.isSqlServer()
                        ? "CREATE PROCEDURE Telling @FileID BIGINT = 0, @ProcessID BIGINT = 0 AS BEGIN THROW 51000,"
                                + " 'no client " + SECRET + "', 1; END"
                        : "CREATE ALIAS Telling FOR 'estiva.worker.process.KeepsNoTextTest.telling'");
    }

    /** H2's procedures are methods. */
    public static void telling(Connection connection, long id) throws SQLException {
        throw new SQLException("no client " + SECRET, "51000");
    }

    @BeforeEach
    void listen() {
        Logger.getLogger("estiva").setLevel(Level.ALL);
        Logger.getLogger("").addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(log);
        Logger.getLogger("estiva").setLevel(null);
    }

    @Test
    void ofABadRowThePlaceAndTheFaultAreKept() throws Exception {
        importing("", 1);
        FileRow file = file("Id,Valor,Dia\n1,x" + SECRET + ",y" + SECRET + "\n2,1,2026-01-01\n");

        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(tables.rejects(file.fileId())).hasSize(1);
        assertThat(tables.line("SELECT RawText FROM FileReject WHERE RowNumber = 0"))
                .isEqualTo("[\"Id\",\"Valor\",\"Dia\"]");
        RejectRow bad = tables.rejects(file.fileId()).get(0);
        assertThat(bad.rowNumber()).isEqualTo(1);
        assertThat(bad.columnName()).isEqualTo("Valor");
        assertThat(bad.reason()).startsWith("is not a number; column Dia ");
        assertThat(bad.rawText()).isNull();
        assertThat(bad.rejectedValue()).isNull();
        nothingTellsTheValue();
    }

    @Test
    void aFileWithTooManyBadRowsSaysWhereTheFirstIs() throws Exception {
        importing("", 0);
        FileRow file = file("Id,Valor,Dia\n1,x" + SECRET + ",2026-01-01\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("has a bad row: row 1 (line 2) column Valor is not a number");
        nothingTellsTheValue();
    }

    /** Found in the file, in the staging table, and by the server alone, whose message quotes the key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "'mode':'upsert','keys':['Id'],",
                "'triggers':'skip',",
                "'commit':{'per':'rows','rows':1000},"
            })
    void aKeyThatIsThereTwiceIsNotQuoted(String how) throws Exception {
        importing(how, 0);
        FileRow file = file("Id,Valor,Dia\n" + SECRET + ",1,2026-01-01\n" + SECRET + ",2,2026-01-01\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        if (how.contains("triggers")) {
            assertThat(file.lastError()).contains("refuses it: error ").contains("SQLState 23");
        }
        nothingTellsTheValue();
    }

    @Test
    void aLineThatIsNoJsonIsNotQuoted() throws Exception {
        importing("'format':{'type':'jsonl'},'columns':[{'source':'Id','target':'Id'}],", 1);
        FileRow file = file("{\"Id\": x" + SECRET + "}\n{\"Id\": 1}\n");

        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(tables.rejects(file.fileId()))
                .anySatisfy(it -> assertThat(it.reason()).isEqualTo("is no JSON near ..."));
        nothingTellsTheValue();
    }

    @Test
    void whatAProcedureSaysIsNotKept() throws Exception {
        importing("'procedures':{'afterFile':'Telling'},", 0);
        FileRow file = file("Id,Valor,Dia\n1,1,2026-01-01\n");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("the database refuses it: error ").contains("not kept");
        nothingTellsTheValue();
    }

    @Test
    void whatAProcedureSaysAfterTheProcessIsNotKept() throws Exception {
        importing("'procedures':{'afterProcess':'Telling'},", 0);
        AfterProcess afterProcess = new AfterProcess(
                tables.procedureCalls,
                new ImportDefinitions(tables.database),
                new Alerts(tables.database),
                AllowedObjects.ALL);
        try {
            file("Id,Valor,Dia\n1,1,2026-01-01\n");
            long worker = tables.worker("P", 1).workerId();
            afterProcess.poll(worker);
            Awaitility.await("the procedure has failed")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> tables.query(
                                    Integer.class,
                                    "SELECT COUNT(*) FROM ProcessLog WHERE Message LIKE 'After the process: %Telling%'")
                            == 1);
        } finally {
            afterProcess.close();
        }
        nothingTellsTheValue();
    }

    @Test
    void otherImportsKeepWhatTheyKept() throws Exception {
        define("ClienteA", "{'target':'Vendas','rejects':{'maxRows':1}}");
        FileRow file = file("Id,Valor,Dia\n1,x" + SECRET + ",2026-01-01\n");

        assertThat(tables.rejects(file.fileId()).get(0).rawText()).contains(SECRET);
        assertThat(tables.rejects(file.fileId()).get(0).rejectedValue()).contains(SECRET);
    }

    private void importing(String members, int maxRows) throws Exception {
        define("ClienteA", "{'target':'Vendas'," + members + NO_TEXT.formatted(maxRows) + "}");
    }

    private FileRow file(String content) throws Exception {
        write("a.csv", content);
        Claim claim = load("a.csv");
        return tables.file(claim.processId(), 0);
    }

    private void nothingTellsTheValue() {
        for (String table : MigratedTables.in(tables.database)) {
            List<String> rows = tables.database.read(handle -> handle.createQuery("SELECT * FROM " + table)
                    .mapToMap()
                    .map(Object::toString)
                    .list());
            assertThat(rows).as(table).noneMatch(row -> row.contains(SECRET));
        }
        assertThat(logged).isNotEmpty();
        synchronized (logged) {
            for (LogRecord each : logged) {
                assertThat(each.getMessage()
                                + List.of(each.getParameters() == null ? new Object[0] : each.getParameters()))
                        .doesNotContain(SECRET);
                for (Throwable thrown = each.getThrown(); thrown != null; thrown = thrown.getCause()) {
                    assertThat(String.valueOf(thrown)).doesNotContain(SECRET);
                }
            }
        }
    }
}
