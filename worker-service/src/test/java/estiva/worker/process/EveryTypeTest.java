package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.control.process.TableRows.RejectRow;
import estiva.worker.TargetDatabase;
import estiva.worker.claim.Run;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever way a value goes into its column, it arrives as the file means it, and it is found again by the same text. */
class EveryTypeTest {
    private static final String CLIENT = "ClienteA";
    private static final long NEVER_STAGED = 1_000_000;
    private static final long ALWAYS_STAGED = 1;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    static List<ColumnType> types() {
        boolean isBabelfish = isBabelfish();
        return ColumnType.all()
                .map(type -> isBabelfish ? type.onBabelfish() : type)
                .toList();
    }

    private static boolean isBabelfish() {
        return TargetDatabase.isSqlServer()
                && tables.query(String.class, "SELECT CAST(SERVERPROPERTY('Babelfish') AS VARCHAR(10))") != null;
    }

    @ParameterizedTest
    @MethodSource("types")
    void inAFileOfItsOwn(ColumnType type) throws Exception {
        String table = create(type, "Own");
        FileRow file = load(NEVER_STAGED, "{'target':'" + table + "'}", content(type, 1));

        assertThat(file.lastError()).isNull();
        assertThat(values(type, table)).isEqualTo(type.values());
    }

    @ParameterizedTest
    @MethodSource("types")
    void inSmallFilesTogether(ColumnType type) throws Exception {
        String table = create(type, "Together");
        LoadFiles files = new LoadFiles(tables, root);
        files.define(CLIENT, "{'target':'" + table + "'}");
        files.write("file.csv", content(type, 1));
        SmallProcesses small =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);
        Run run = files.claims(tables.register(CLIENT, "file.csv")).get(0);

        assertThat(small.load(Optional.of(run).flatMap(small::small).stream().toList()))
                .hasSize(1);

        assertThat(values(type, table)).isEqualTo(type.values());
    }

    @ParameterizedTest
    @MethodSource("types")
    void throughAStagingTable(ColumnType type) throws Exception {
        String table = create(type, "Staged");
        FileRow file = load(ALWAYS_STAGED, "{'target':'" + table + "'}", content(type, 1));

        assertThat(file.lastError()).isNull();
        assertThat(values(type, table)).isEqualTo(type.values());
    }

    @ParameterizedTest
    @MethodSource("types")
    void asTheScopeOfAReplace(ColumnType type) throws Exception {
        String table = create(type, "Scope");
        load(ALWAYS_STAGED, "{'target':'" + table + "'}", content(type, 1));
        int row = 1;
        for (String text : type.texts()) {
            assumeThat(text.length()).as("what a definition takes").isLessThanOrEqualTo(4_000);
            String definition = "{'target':'" + table + "','mode':'replace','scope':{'V':'" + text + "'}}";

            FileRow filled = load(NEVER_STAGED, definition, "Id\n" + row + "\n");
            FileRow given = load(NEVER_STAGED, definition, "Id,V\n" + row++ + "," + text + "\n");

            assertThat(filled.lastError()).isNull();
            assertThat(given.lastError())
                    .as("the file's own value %s is inside the scope", text)
                    .isNull();
            assertThat(values(type, table)).as("%s replaces itself", text).isEqualTo(type.values());
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void asTheKeyOfAnUpsert(ColumnType type) throws Exception {
        assumeThat(type.isKey()).isTrue();
        assumeEqualMomentsAreFound(type);
        String table = create(type, "Keyed");
        tables.sql("CREATE UNIQUE INDEX UX_" + table + " ON " + table + " (V)");
        String definition = "{'target':'" + table + "','mode':'upsert','keys':['V']}";
        FileRow inserted = load(NEVER_STAGED, definition, content(type, 101));

        FileRow updated = load(NEVER_STAGED, definition, content(type, 1));

        assertThat(inserted.lastError()).isNull();
        assertThat(updated.lastError()).isNull();
        assertThat(updated.rowsUpdated()).isEqualTo(type.texts().size());
        assertThat(values(type, table)).isEqualTo(type.values());
    }

    @ParameterizedTest
    @MethodSource("types")
    void asARejectOfAKeyThatTheTableHas(ColumnType type) throws Exception {
        assumeThat(type.isKey()).isTrue();
        assumeEqualMomentsAreFound(type);
        String table = create(type, "Refused");
        tables.sql("CREATE UNIQUE INDEX UX_" + table + " ON " + table + " (V)");
        load(NEVER_STAGED, "{'target':'" + table + "'}", content(type, 1));

        FileRow file = load(NEVER_STAGED, "{'target':'" + table + "','rejects':{'maxRows':9}}", content(type, 101));

        assertThat(file.status()).as(file.lastError()).isEqualTo(Status.COMPLETED);
        assertThat(tables.rejects(file.fileId()).stream().map(RejectRow::rejectedValue))
                .isEqualTo(type.texts());
        assertThat(values(type, table)).isEqualTo(type.values());
    }

    private static void assumeEqualMomentsAreFound(ColumnType type) {
        assumeThat(isBabelfish() && type.name().startsWith("DATETIMEOFFSET"))
                .as("Babelfish finds fewer equal keys than there are")
                .isFalse();
    }

    private FileRow load(long stagingRows, String definition, String content) throws Exception {
        Loading loading = new Loading(tables, root, stagingRows);
        loading.define(definition);
        return loading.load(content);
    }

    private static String create(ColumnType type, String use) {
        String table = use + "_" + type.word();
        tables.sql("CREATE TABLE " + table + " (Id INT NOT NULL, V " + type.declared() + " NULL)");
        return table;
    }

    private static String content(ColumnType type, int firstId) {
        StringBuilder content = new StringBuilder("Id,V\n");
        int id = firstId;
        for (String text : type.texts()) {
            content.append(id++).append(',').append(text).append('\n');
        }
        return content.toString();
    }

    private static List<Object> values(ColumnType type, String table) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (Connection connection = tables.testDatabase().dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT V FROM " + table + " ORDER BY Id")) {
            while (row.next()) {
                values.add(type.reader().read(row));
            }
        }
        return values;
    }
}
