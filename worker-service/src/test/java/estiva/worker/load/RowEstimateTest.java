package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpecs;
import estiva.worker.read.TestParquet;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The number of rows is told to an order of magnitude, of files that are packed too. */
class RowEstimateTest {

    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    @Test
    void ofText() throws Exception {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, csv());

        assertThat(estimate(file, "csv")).isBetween(ROWS / 2L, ROWS * 2L);
    }

    @Test
    void ofPackedText() throws Exception {
        Path file = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(csv().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(estimate(file, "csv")).isBetween(ROWS / 5L, ROWS * 5L);
    }

    @Test
    void ofAWorkbook() throws Exception {
        Path file = folder.resolve("a.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Estiva", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Rows");
            for (int row = 0; row < ROWS; row++) {
                sheet.value(row, 0, row);
                sheet.value(row, 1, "Cliente de número " + row);
                sheet.value(row, 2, row * 37.25);
            }
        }

        assertThat(estimate(file, "xlsx")).isBetween(ROWS / 5L, ROWS * 5L);
    }

    @Test
    void ofParquet() throws Exception {
        Path file = new TestParquet("required int32 id; required binary name (STRING);")
                .writeTo(
                        folder.resolve("a.parquet"),
                        ROWS,
                        (row, number) -> row.append("id", number).append("name", "Cliente de número " + number));

        assertThat(estimate(file, "parquet")).isBetween(ROWS / 5L, ROWS * 5L);
    }

    private static long estimate(Path file, String type) throws Exception {
        String spec = "{\"target\": \"Any\", \"format\": {\"type\": \"" + type + "\"}}";
        return RowEstimate.rows(
                LocalFile.at(file),
                ImportSpecs.read(new ObjectMapper().readTree(spec)).formatOrDefault());
    }

    private static String csv() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> row + ",Cliente de número " + row + "," + row * 37.25)
                .collect(Collectors.joining("\n"));
    }
}
