package estiva.worker.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A CSV file, and its rows by a format that need not be one that an import may have. */
abstract class CsvReads {
    @TempDir
    Path folder;

    Path path;
    String format;

    @BeforeEach
    void aFileAndTheDefaultFormat() {
        path = folder.resolve("file.csv");
        format = "{}";
    }

    List<String> read() throws UnreadableFile, IOException {
        List<String> rows = new ArrayList<>();
        try (RowFile file = open()) {
            for (Row row = file.next(); row != null; row = file.next()) {
                List<String> fields = new ArrayList<>();
                for (int i = 0; i < row.fieldCount(); i++) {
                    fields.add(row.text(i, 100));
                }
                rows.add(String.join("|", fields) + " @" + row.line());
            }
        }
        return rows;
    }

    RowFile open() throws UnreadableFile {
        return new RowFiles(ReadLimits.DEFAULT)
                .open(
                        LocalFile.at(path),
                        spec("{'target':'T','format':" + format + "}"),
                        TestMemory.share(),
                        Stop.NEVER);
    }

    private static ImportSpec spec(String json) {
        try {
            return new ObjectMapper().readValue(json.replace('\'', '"'), ImportSpec.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void write(String text) throws IOException {
        Files.writeString(path, text);
    }
}
