package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Definitions that were stored by hand, or by a release that checked less: they fail their files, and nothing else. */
@Timeout(60)
class StoredDefinitionsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Names (Name NVARCHAR(100))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(((((a{1000}){1000}){1000}){1000}){1000}){1000}", "(?i)[a-\\\\x{1e900}]", "((){1000}){1000}"})
    void aRegularExpressionThatWouldNeverBeCompiledFailsTheFile(String regex) throws Exception {
        FileRow file = loaded(
                "{\"target\":\"Names\",\"columns\":[{\"source\":\"Name\",\"checks\":{\"regex\":\"" + regex + "\"}}]}");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("checks.regex");
    }

    @Test
    void manyRegularExpressionsThatAreTooMuchTogetherFailTheFile() throws Exception {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            columns.append(i == 0 ? "" : ",")
                    .append("{\"source\":\"Name\",\"target\":\"C" + i + "\",\"checks\":{\"regex\":\"" + i
                            + "[a-z]{900}\"}}");
        }
        StringBuilder table = new StringBuilder("CREATE TABLE Wide (C0 NVARCHAR(100)");
        for (int i = 1; i < 40; i++) {
            table.append(", C").append(i).append(" NVARCHAR(100)");
        }
        tables.sql(table + ")");

        FileRow file = loaded("{\"target\":\"Wide\",\"columns\":[" + columns + "]}");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("checks.regex", "together");
    }

    @Test
    void aDefinitionThatIsNoneOrTooLargeFailsTheFile() throws Exception {
        for (String definition : new String[] {"null", "[1]", "{\"target\":\"" + "x".repeat(3 << 20) + "\"}"}) {
            FileRow file = loaded(definition);

            assertThat(file.status()).isEqualTo(Status.FAILED);
            assertThat(file.lastError()).contains("as it is stored", "PUT a new version");
        }
    }

    private FileRow loaded(String definition) throws Exception {
        String client = "client-" + UUID.randomUUID();
        tables.database.useTransaction(handle -> handle.createUpdate(
                        "INSERT INTO ImportDefinition (ImportName, Version, Definition) VALUES (:name, 1, :definition)")
                .bind("name", client)
                .bind("definition", definition)
                .execute());
        LoadFiles files = new LoadFiles(tables, root);
        files.write("a.csv", "Name\nx\n");
        long processId = tables.register(client, "a.csv");
        files.processLoader(1_000).load(files.claims(processId).get(0));
        return tables.file(processId, 0);
    }
}
