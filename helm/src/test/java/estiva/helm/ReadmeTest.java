package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The chart's README tells every value, in the words of values.yaml. */
class ReadmeTest {

    private static final String BEGIN = "<!-- From values.yaml, by deploy/generate.sh -->\n";

    @Test
    void everyValueHasAComment() throws IOException {
        assertThat(ValuesTable.of(Chart.HOME.resolve("values.yaml")).uncommented())
                .isEmpty();
    }

    @Test
    void theReadmeTellsEveryValue() throws IOException {
        Path readme = Chart.HOME.resolve("README.md");
        String written = Files.readString(readme);
        assertThat(written).contains(BEGIN);

        String table = ValuesTable.of(Chart.HOME.resolve("values.yaml")).markdown();

        GeneratedFile.assertHolds(readme, written.substring(0, written.indexOf(BEGIN) + BEGIN.length()) + "\n" + table);
    }
}
