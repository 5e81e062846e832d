package estiva.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.EndlessFiles;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.control.inspect.Inspection;
import estiva.control.inspect.Inspection.Kind;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Inspections;
import estiva.control.process.ControlTables;
import estiva.worker.guess.Guesser;
import estiva.worker.load.Previewer;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.TestMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path root;

    private Inspections inspections;
    private Inspector inspector;

    @BeforeEach
    void inspector() {
        inspections = new Inspections(tables.database);
        inspector = inspector(new FileRoot(root, Optional.empty()));
    }

    private Inspector inspector(FileRoot found) {
        RowFiles files = new RowFiles(ReadLimits.DEFAULT);
        Previewer previewer = new Previewer(tables.testDatabase().dataSource(), files);
        return new Inspector(
                inspections,
                new ImportDefinitions(tables.database),
                previewer,
                new Guesser(previewer, files),
                found,
                tables.clients,
                TestMemory.plenty());
    }

    @Test
    void aPreviewNamesTheImportThatAFileTakesByItsName() throws Exception {
        Files.writeString(root.resolve("sales-returns-1.csv"), "id,amt\n1,-5\n");
        ImportDefinitions definitions = new ImportDefinitions(tables.database);
        ImportSpec all = spec("{\"target\":\"A\",\"processName\":\"C13\",\"fileNames\":\"sales*.csv\"}");
        definitions.put("a-sales", all, ControlTables.DEED);
        definitions.put(
                "b-returns",
                spec("{\"target\":\"B\",\"processName\":\"C13\",\"fileNames\":\"sales-returns*.csv\"}"),
                ControlTables.DEED);

        assertThat(answered(Kind.Preview, "sales-returns-1.csv", all).result()).contains("\"takenBy\":\"b-returns\"");
        assertThat(answered(Kind.Preview, "sales-returns-1.csv", spec("{\"target\":\"A\"}"))
                        .result())
                .doesNotContain("takenBy");
    }

    @Test
    void aQuestionForAClientIsAnsweredOfNoFileOutsideOfItsFolder() throws Exception {
        Files.writeString(root.resolve("a.csv"), "id\n1\n");
        tables.clients.ensure("C14", ControlTables.DEED);
        tables.sql("UPDATE Client SET Folder = 'C14' WHERE ProcessName = 'C14'");
        ImportSpec ofClient = spec("{\"target\":\"A\",\"processName\":\"C14\"}");

        for (String name : new String[] {"a.csv", "none.csv"}) {
            assertThat(answered(Kind.Preview, name, ofClient).error()).contains("does not lie in 'C14'");
        }
    }

    @Test
    void aQuestionIsAnswered() throws Exception {
        Files.writeString(root.resolve("a.csv"), "Id,Name\n1,x\n");

        Inspection guess = answered(Kind.Guess, "a.csv", null);
        Inspection preview = answered(Kind.Preview, "a.csv", spec("{\"target\":\"FileControl\"}"));

        assertThat(guess.result()).contains("\"delimiter\":\",\"", "CREATE TABLE a");
        assertThat(preview.result()).contains("\"problem\":");
    }

    @Test
    void aFileThatIsNotThereOrOutsideTheRootIsRefused() throws Exception {
        Path outside = Files.writeString(Files.createTempFile("outside", ".csv"), "Id\n1\n");
        Files.createSymbolicLink(root.resolve("link.csv"), outside);

        assertThat(answered(Kind.Guess, "none.csv", null).error()).contains("none.csv: there is no such file");
        assertThat(answered(Kind.Guess, "link.csv", null).error()).contains("leads out of the file root");
        assertThat(answered(Kind.Guess, "../x.csv", null).error()).contains("'..'");
        Files.delete(outside);
    }

    @Test
    void aFileOfWhichNothingIsUnderstoodForEverIsGivenUp() throws Exception {
        EndlessFiles endless = new EndlessFiles();
        endless.put("lines.csv", new byte[0], "\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        endless.put("comments.csv", new byte[0], "# no row\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        endless.put("rows.csv", "Id\n1\n2\n".getBytes(StandardCharsets.UTF_8), "#\n".getBytes(StandardCharsets.UTF_8));
        inspector = inspector(endless.root());
        tables.sql("CREATE TABLE Pier (Id INT)");
        ImportSpec spec = spec("{\"target\":\"Pier\",\"format\":{\"comment\":\"#\"}}");
        Duration patience = Duration.ofSeconds(1);
        long begun = System.nanoTime();

        Inspection guess = answered(Kind.Guess, "lines.csv", null, patience);
        Inspection preview = answered(Kind.Preview, "comments.csv", spec, patience);
        Inspection rows = answered(Kind.Preview, "rows.csv", spec, patience);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
        assertThat(guess.error()).contains("lines.csv: is not understood within the 1 seconds");
        assertThat(preview.result()).contains("comments.csv: only 0 of its rows could be read");
        assertThat(rows.result())
                .contains("rows.csv: only 2 of its rows could be read", "\"row\":2", "\"isWhole\":false");
    }

    private Inspection answered(Kind kind, String fileName, ImportSpec definition) {
        return answered(kind, fileName, definition, Duration.ofSeconds(30));
    }

    private Inspection answered(Kind kind, String fileName, ImportSpec definition, Duration patience) {
        long id = inspections.ask(
                kind, new InspectionRequest(fileName, null, null, null, null, definition, null, 5), ControlTables.DEED);
        inspector.answer(inspections.take(id, 1).orElseThrow(), patience);
        return inspections.find(id).orElseThrow();
    }

    private static ImportSpec spec(String json) throws Exception {
        return ImportSpecs.read(new ObjectMapper().readTree(json));
    }
}
