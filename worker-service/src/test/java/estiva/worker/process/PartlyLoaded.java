package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.ProcessChanges.Change;
import estiva.control.process.ProcessChanges.Retry;
import estiva.control.process.TableRows.FileRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files whose first rows are committed, and whose rest is bad, and the short forms their stories are told in. */
abstract class PartlyLoaded {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    static final int ROWS = 2_500;
    static final String BY_ROWS = "'commit':{'per':'rows','rows':1000}";
    static final String MARKED = "'columns':[{'source':'Id','target':'Id'},{'source':'Name','target':'Name'},"
            + "{'constant':'${fileId}','target':'FileNumber'}]";

    @TempDir
    Path root;

    Loading loading;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Cargo (Id INT NOT NULL, Name NVARCHAR(20), FileNumber BIGINT)");
        tables.sql("CREATE TABLE Keyed (Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20))");
    }

    @BeforeEach
    void worker() throws Exception {
        tables.sql("DELETE FROM Cargo");
        tables.sql("DELETE FROM Keyed");
        loading = new Loading(tables, root, 100_000);
        loading.define("{'target':'Cargo'," + BY_ROWS + "}");
    }

    FileRow retried(FileRow file, boolean force, boolean discard) {
        assertThat(tables.processes.retry(file.processId(), new Retry(false, force, discard), ControlTables.DEED))
                .isEqualTo(Change.DONE);
        loading.load(loading.claim(file.processId()));
        return tables.file(file.processId(), 0);
    }

    FileRow loaded(String name) {
        var run = loading.claimFile(name);
        loading.load(run);
        return tables.file(run.claim().processId(), 0);
    }

    void write(String content) throws IOException {
        Files.writeString(root.resolve("file.csv"), content);
    }

    void pack(String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        Files.write(root.resolve("file.csv.gz"), bytes.toByteArray());
    }

    static String bad() {
        return rows(ROWS).replace("\n2200,", "\n22O0,");
    }

    static String rows(int count) {
        return "Id,Name\n"
                + IntStream.rangeClosed(1, count)
                        .mapToObj(i -> i + ",n" + i + "\n")
                        .collect(Collectors.joining());
    }

    static void assertEachRowOnce() {
        assertThat(count("Cargo")).isEqualTo(ROWS);
        assertThat(tables.query(Integer.class, "SELECT COUNT(DISTINCT Id) FROM Cargo"))
                .isEqualTo(ROWS);
    }

    static int count(String table) {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM " + table);
    }
}
