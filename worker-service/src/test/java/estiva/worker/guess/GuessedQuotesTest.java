package estiva.worker.guess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.control.files.LocalFile;
import estiva.control.files.SourceFile;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose quotes stand in wrong places are proposed as what they are meant to be, and as nothing else. */
class GuessedQuotesTest {
    @TempDir
    Path folder;

    private final ObjectNode format = new ObjectMapper().createObjectNode();
    private final List<String> notes = new ArrayList<>();

    @Test
    void quotesAfterBlanksAreTakenLeniently() throws Exception {
        Sample sample = sample("id, name, amount\n1, \"ann, lee\", 10.5\n2, \"bob\", 11.5\n3, \"cy, x\", 12\n");

        assertThat(format.get("delimiter").asText()).isEqualTo(",");
        assertThat(format.get("quotes").asText()).isEqualTo("lenient");
        assertThat(sample.names()).containsExactly("id", "name", "amount");
        assertThat(sample.rows()).hasSize(3).allMatch(row -> row.size() == 3);
        assertThat(notes).anyMatch(note -> note.startsWith("Quotes stand in places where they open no field"));
    }

    @Test
    void soundQuotesNeedNothing() throws Exception {
        sample("id,name\n1,\"ann, lee\"\n2,\"say \"\"hi\"\"\"\n");

        assertThat(format.has("quotes")).isFalse();
        assertThat(notes).isEmpty();
    }

    private Sample sample(String text) throws Exception {
        SourceFile source = LocalFile.at(Files.writeString(folder.resolve("file.csv"), text));
        RowFiles files = new RowFiles(ReadLimits.DEFAULT);
        try (MemoryShare memory = TestMemory.share()) {
            return new Sampler(files, source, memory, Stop.NEVER, notes)
                    .sample(FileHead.of(files, source, memory, Stop.NEVER), format);
        }
    }
}
