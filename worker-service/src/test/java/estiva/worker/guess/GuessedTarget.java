package estiva.worker.guess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.inspect.Guess;
import estiva.control.inspect.InspectionRequest;
import estiva.worker.TargetDatabase;
import estiva.worker.load.Previewer;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The table Cities in a database of a test class's own, and what is proposed for it. */
final class GuessedTarget implements BeforeAllCallback, AfterAllCallback {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TargetDatabase database = new TargetDatabase();

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        database.beforeAll(context);
        database.createTable(
                "Cities",
                "CityID INT IDENTITY PRIMARY KEY, Code INT NOT NULL, Name NVARCHAR(50), FoundedOn DATE,"
                        + " Area DECIMAL(12,2), UpdatedAt DATETIME2(3), State CHAR(2) NOT NULL");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database.afterAll(context);
    }

    /** @param target null: for no table */
    Guess guess(Path file, String target) throws Exception {
        return guess(new RowFiles(ReadLimits.DEFAULT), file, target);
    }

    Guess guess(RowFiles files, Path file, String target) throws Exception {
        String name = file.getFileName().toString();
        InspectionRequest request = new InspectionRequest(name, null, null, null, null, null, target, 20);
        Guesser guesser = new Guesser(new Previewer(database.dataSource(), files), files);
        return guesser.guess(LocalFile.at(file), request, TestMemory.share(), Stop.NEVER);
    }

    static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
