package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no engine here can show of the two procedures is held by their texts. */
class ProcedureTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"RegisterProcessAndFiles", "AssignWorkerToProcess"})
    void aCallersTransactionIsNeitherRolledBackNorDoomed(String procedure) throws IOException {
        List<String> lines = statements(procedure);

        assertThat(lines)
                .filteredOn(line -> line.contains("ROLLBACK"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("IF @IsOwn = 1 AND .* ROLLBACK TRANSACTION;|IF @IsOwn = 0 AND .* ROLLBACK TRANSACTION "
                                + procedure + ";"));
        assertThat(lines)
                .filteredOn(line -> line.contains("XACT_ABORT"))
                .containsExactly("IF @IsOwn = 1 SET XACT_ABORT ON;");
    }

    /** ROLLBACK, to a savepoint too, is error 3915 there, and so a package's call would fail for another reason than its own. */
    @Test
    void withinInsertExecNothingIsRolledBack() throws IOException {
        assertThat(statements("AssignWorkerToProcess")).noneMatch(line -> line.contains("SAVE TRANSACTION"));
    }

    /** Otherwise sp_describe_first_result_set, by which packages learn the columns, gives an error and no columns. */
    @Test
    void anAssignmentHasOneResultSetOfOneShape() throws IOException {
        assertThat(statements("AssignWorkerToProcess"))
                .filteredOn(line -> line.startsWith("SELECT ") && !line.startsWith("SELECT TOP 1 @"))
                .containsExactly("SELECT CAST(@ProcessID AS INT) AS ProcessID, @ProcessName AS ProcessName,");
        assertThat(statements("RegisterProcessAndFiles"))
                .filteredOn(line -> line.startsWith("SELECT "))
                .allMatch(line -> line.startsWith("SELECT c.ProcessName, ") || line.startsWith("SELECT @ProcessID, "));
    }

    /** Near 5,000 locks of one statement SQL Server locks the table. */
    @Test
    void aRegistrationInsertsSomeFilesAtATime() throws IOException {
        assertThat(statements("RegisterProcessAndFiles"))
                .containsSequence(
                        "INSERT INTO FileParameters (ProcessID, FileName, Status, Tracking)",
                        "SELECT @ProcessID, FileName, 'Pending', 1 FROM @Files",
                        "WHERE Position > @Inserted AND Position <= @Inserted + 1000");
    }

    /** Of the last migration that says what the procedure is. */
    private static List<String> statements(String procedure) throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/sqlserver"))) {
            String text = migrations
                    .filter(file -> file.getFileName().toString().contains(procedure))
                    .sorted()
                    .reduce((one, other) -> other)
                    .map(ProcedureTextsTest::read)
                    .orElseThrow();
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.startsWith("--"))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
