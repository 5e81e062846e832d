package estiva.worker;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.files.FileRoot;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.control.inspect.Inspection;
import estiva.control.inspect.Inspection.Kind;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Inspections;
import estiva.control.process.ControlTables;
import estiva.worker.guess.Guesser;
import estiva.worker.load.Previewer;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import java.nio.file.Files;
import java.nio.file.Path;
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
        RowFiles files = new RowFiles(ReadLimits.DEFAULT);
        Previewer previewer = new Previewer(tables.testDatabase().dataSource(), files);
        inspector = new Inspector(inspections, previewer, new Guesser(previewer, files), new FileRoot(root, Optional.empty()));
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

    private Inspection answered(Kind kind, String fileName, ImportSpec definition) {
        long id = inspections.ask(kind, new InspectionRequest(fileName, null, null, null, null, definition, null, 5));
        inspector.answer(inspections.take(id, 1).orElseThrow());
        return inspections.find(id).orElseThrow();
    }

    private static ImportSpec spec(String json) throws Exception {
        return ImportSpecs.read(new ObjectMapper().readTree(json));
    }
}
