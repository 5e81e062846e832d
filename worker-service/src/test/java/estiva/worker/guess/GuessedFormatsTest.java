package estiva.worker.guess;

import static estiva.worker.guess.GuessedTarget.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.inspect.Guess;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.TestParquet;
import estiva.worker.read.UnreadableFile;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Formats that are told by a file's first bytes, packed files, and files of which nothing can be proposed. */
class GuessedFormatsTest {

    @RegisterExtension
    static final GuessedTarget database = new GuessedTarget();

    @TempDir
    Path folder;

    @Test
    void jsonLinesAndPackedFilesAreSeenAsWhatTheyAre() throws Exception {
        Path lines = folder.resolve("cities-2026.csv");
        Files.writeString(lines, "{\"Code\":1,\"State\":\"SP\",\"Area\":10.5}\n");
        Guess json = database.guess(lines, "Cities");
        assertThat(json.definition().get("format")).isEqualTo(json("{'type':'jsonl'}"));
        assertThat(json.preview().rows().get(0).values()).containsExactly("1", "SP", "10.5");

        Path packed = folder.resolve("cities.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("Code;State\n1;SP\n".getBytes(StandardCharsets.UTF_8));
        }
        Guess gzip = database.guess(packed, "Cities");
        assertThat(gzip.definition().at("/format/delimiter").asText()).isEqualTo(";");
        assertThat(gzip.preview().rows())
                .hasSize(1)
                .allMatch(row -> row.faults().isEmpty());
    }

    @Test
    void aParquetFileSaysItselfWhatItsColumnsAre() throws Exception {
        Path file = new TestParquet(
                        "required int64 Code; optional binary Name (STRING); optional int32 Founded_On (DATE);"
                                + " optional int64 UpdatedAt (TIMESTAMP(MILLIS,true)); optional int32 Area (DECIMAL(9,2));"
                                + " optional int32 never; repeated int32 tags; optional binary State (STRING);")
                .writeTo(
                        folder.resolve("cities.parquet"),
                        row -> row.append("Code", 1L)
                                .append("Name", "007")
                                .append("Founded_On", 1)
                                .append("UpdatedAt", 0L)
                                .append("Area", 5)
                                .append("State", "SP"));
        Guess fit = database.guess(file, "Cities");
        assertThat(fit.definition().get("format")).isEqualTo(json("{'type':'parquet'}"));
        assertThat(fit.definition().get("columns")).isEqualTo(json("""
                [{'source':'Code','target':'Code'},{'source':'Name','target':'Name'},{'source':'Founded_On','target':'FoundedOn'},
                 {'source':'UpdatedAt','target':'UpdatedAt'},{'source':'Area','target':'Area'},
                 {'source':'State','target':'State'}]"""));
        assertThat(fit.notes())
                .hasSize(2)
                .anyMatch(note -> note.contains("'never' of the file goes nowhere"))
                .anyMatch(note -> note.contains("'tags' of the file goes nowhere: it is a list"));
        assertThat(fit.preview().rows()).singleElement().satisfies(row -> {
            assertThat(row.faults()).isEmpty();
            assertThat(row.values()).containsExactly("1", "007", "1970-01-02", "1970-01-01T00:00", "0.05", "SP");
        });

        assertThat(database.guess(file, null).createTable()).isEqualTo("""
                CREATE TABLE cities (
                    [Code] BIGINT NULL,
                    [Name] NVARCHAR(10) NULL,
                    [Founded_On] DATE NULL,
                    [UpdatedAt] DATETIMEOFFSET(3) NULL,
                    [Area] DECIMAL(9, 2) NULL,
                    [never] INT NULL,
                    [State] NVARCHAR(10) NULL
                )""");
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws Exception {
        Path empty = Files.createFile(folder.resolve("cities-2026.csv"));
        assertThatThrownBy(() -> database.guess(empty, null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("is empty");
    }

    @Test
    void aPackedFileIsRefusedAsALoadWouldRefuseIt() throws Exception {
        Path several = folder.resolve("several.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(several))) {
            for (String name : new String[] {"a.csv", "b.csv"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("Code\n1\n".getBytes(StandardCharsets.UTF_8));
            }
        }
        assertThatThrownBy(() -> database.guess(several, null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("holds 2 files: a.csv, b.csv");

        Path bomb = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("Code\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        RowFiles files = new RowFiles(new ReadLimits(4, 250, 10, 1_000, 1_000, 1 << 26));
        assertThatThrownBy(() -> database.guess(files, bomb, null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("expands to more than 4 bytes");
    }
}
