package estiva.worker.load;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A CSV file, and its way into a table of cargo. */
abstract class CargoLoads {
    static final int MANY = 60_000;

    @RegisterExtension
    static final TargetTransaction target = new TargetTransaction(
            "Cargo", "Id INT NOT NULL, Name NVARCHAR(20), Amount DECIMAL(10,2), SailDay DATE, Origin NVARCHAR(100)");

    @TempDir
    Path folder;

    LoadResult load(String text, String spec) throws Exception {
        return target.load(write(text), spec);
    }

    LoadFailure failure(String text, String spec) throws Exception {
        Path file = write(text);
        return catchThrowableOfType(LoadFailure.class, () -> target.load(file, spec));
    }

    Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("file.csv"), text);
    }

    static List<String> rows(String query) throws SQLException {
        return target.rows(query);
    }

    static String manyRows() {
        return IntStream.rangeClosed(1, MANY)
                .mapToObj(i -> i + ",name " + i + "," + i + ".25\n")
                .collect(Collectors.joining("", "Id,Name,Amount\n", ""));
    }
}
