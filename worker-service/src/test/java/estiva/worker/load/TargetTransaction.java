package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportSpec;
import estiva.worker.TargetDatabase;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import estiva.worker.write.AllowedObjects;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test an empty target table, and a transaction that files are loaded in. It is rolled back after the test. */
final class TargetTransaction implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final ObjectMapper JSON = new ObjectMapper();

    final TargetDatabase database = new TargetDatabase();
    private final String table;
    private final String columns;
    private Connection connection;

    /** @param columns as SQL Server declares them */
    TargetTransaction(String table, String columns) {
        this.table = table;
        this.columns = columns;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        database.beforeAll(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        database.createTable(table, columns);
        connection = database.connect();
        connection.setAutoCommit(false);
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.close();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .as("reading threads that are left")
                .noneMatch(name -> name.endsWith("-read"));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.afterAll(context);
    }

    Connection connection() {
        return connection;
    }

    LoadResult load(Path file, String spec) throws Exception {
        return load(file, spec, Stop.NEVER);
    }

    /** Of ClienteA, whose first parameter is p1. */
    LoadResult load(Path file, String spec, Stop stop) throws Exception {
        return load(LocalFile.at(file), file.getFileName().toString(), spec, stop);
    }

    LoadResult load(SourceFile file, String name, String spec, Stop stop) throws Exception {
        ImportSpec read = JSON.readValue(spec.replace('\'', '"'), ImportSpec.class);
        LoadRequest request = new LoadRequest(file, name, "ClienteA", "p1", null, read, TestMemory.share());
        return new FileLoader(new RowFiles(ReadLimits.DEFAULT), AllowedObjects.ALL).load(connection, request, stop);
    }

    /** As the transaction sees them. */
    List<String> rows(String query) throws SQLException {
        return TargetDatabase.rows(connection, query);
    }
}
