package estiva.worker.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpecs;
import estiva.control.inspect.Guess;
import estiva.control.inspect.InspectionRequest;
import estiva.worker.TargetDatabase;
import estiva.worker.load.Previewer;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.TestMemory;
import estiva.worker.read.TestParquet;
import estiva.worker.read.UnreadableFile;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class GuesserTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final TargetDatabase database = new TargetDatabase();

    @TempDir
    Path folder;

    @BeforeAll
    static void aTable() throws SQLException {
        database.createTable(
                "Cities",
                "CityID INT IDENTITY PRIMARY KEY, Code INT NOT NULL, Name NVARCHAR(50), FoundedOn DATE,"
                        + " Area DECIMAL(12,2), UpdatedAt DATETIME2(3), State CHAR(2) NOT NULL");
    }

    @Test
    void aBrazilianFileFindsItsTableItsFormatsAndItsEncoding() throws Exception {
        Guess guess = guess("Cities", Charset.forName("windows-1252"), """
                Code;Náme;Founded On;Area;updated_at;Extra
                3550308;São Paulo;25/01/1554;1.521,11;29/02/2024 23:59:58;a
                3304557;"Rio; de Janeiro";01/03/1565;1.200,33;01/03/2024 00:00:00;b
                3106200;Belo Horizonte;n/d;-;31/12/2023 12:00:00;c
                """.replace("n/d", "N/A"));

        assertThat(guess.definition().get("format"))
                .isEqualTo(JSON.readTree(
                        "{\"type\":\"csv\",\"encoding\":\"windows-1252\",\"delimiter\":\";\",\"header\":true}"));
        assertThat(guess.definition().get("columns")).isEqualTo(json("""
                [{'source':'Code','target':'Code'},{'source':'Náme','target':'Name'},
                 {'source':'Founded On','target':'FoundedOn','format':'dd/MM/yyyy','nullTokens':['N/A']},
                 {'source':'Area','target':'Area','format':'#,##0.00','locale':'pt-BR','nullTokens':['-']},
                 {'source':'updated_at','target':'UpdatedAt','format':'dd/MM/yyyy HH:mm:ss'}]"""));
        assertThat(guess.notes())
                .anyMatch(note -> note.contains("'Extra' of the file goes nowhere"))
                .anyMatch(note -> note.contains("takes no row without State"))
                .anyMatch(note -> note.contains("windows-1252"))
                .hasSize(3);
        assertThat(guess.createTable()).isNull();
        ImportSpecs.read(guess.definition());
    }

    @Test
    void aProposalThatFitsIsShownWithItsRows() throws Exception {
        Guess guess = guess("Cities", StandardCharsets.UTF_8, "Code,Name,State\n1,Á,SP\n2,B,RJ\n");
        assertThat(guess.notes()).isEmpty();
        assertThat(guess.preview().problem()).isNull();
        assertThat(guess.preview().rows())
                .hasSize(2)
                .allMatch(row -> row.faults().isEmpty());
        assertThat(guess.preview().rows().get(0).values()).containsExactly("1", "Á", "SP");
    }

    @Test
    void withoutATableOneIsProposed() throws Exception {
        Guess guess = guess(null, StandardCharsets.UTF_8, """
                id,name,price,born,seen,code,big,ok
                1,Ana,10.5,2024-02-29,2024-02-29T10:20:30,007,99999999999,true
                2,Bia,0.125,2023-01-31,2023-01-01 00:00:00,123,1,false
                """);
        assertThat(guess.definition().get("target").asText()).isEqualTo("cities_2026");
        assertThat(guess.createTable()).isEqualTo("""
                CREATE TABLE cities_2026 (
                    [id] INT NULL,
                    [name] NVARCHAR(10) NULL,
                    [price] DECIMAL(18, 5) NULL,
                    [born] DATE NULL,
                    [seen] DATETIME2(3) NULL,
                    [code] NVARCHAR(10) NULL,
                    [big] BIGINT NULL,
                    [ok] BIT NULL
                )""");
        assertThat(guess.preview()).isNull();
        ImportSpecs.read(guess.definition());
    }

    @Test
    void aFileWithoutHeaderIsTakenByPosition() throws Exception {
        Guess guess = guess("Cities", StandardCharsets.UTF_8, "1|A|1900-01-01\n2|B|1901-01-01\n");
        assertThat(guess.definition().at("/format/header").asBoolean()).isFalse();
        assertThat(guess.definition().at("/format/delimiter").asText()).isEqualTo("|");
        assertThat(guess.definition().get("columns")).isEqualTo(json("""
                [{'source':1,'target':'Code'},{'source':2,'target':'Name'},{'source':3,'target':'FoundedOn'}]"""));
        ImportSpecs.read(guess.definition());
    }

    @Test
    void whatCanBeReadInTwoWaysIsSaid() throws Exception {
        Guess guess =
                guess("Cities", StandardCharsets.UTF_8, "Code\tState\tFoundedOn\tArea\n1\tSP\t01/02/2024\t1.234\n");
        assertThat(guess.notes())
                .anyMatch(note -> note.contains("'FoundedOn' can be read in more than one way; dd/MM/yyyy is taken"));
        assertThat(guess("Cities", StandardCharsets.UTF_8, "Code\tState\tFoundedOn\n1\tSP\t31/02/2024\n")
                        .notes())
                .anyMatch(note -> note.contains("'FoundedOn': 1 of 1 values seen"));
    }

    @Test
    void sameNamesAreToldApartByPosition() throws Exception {
        Guess guess = guess(null, StandardCharsets.UTF_16, "a,b,a\nx,1,y\n");
        assertThat(guess.definition().at("/columns/0/source").asInt()).isEqualTo(1);
        assertThat(guess.definition().at("/columns/2/source").asInt()).isEqualTo(3);
        assertThat(guess.definition().at("/columns/1/source").asText()).isEqualTo("b");
    }

    @Test
    void jsonLinesAndPackedFilesAreSeenAsWhatTheyAre() throws Exception {
        Guess json = guess("Cities", StandardCharsets.UTF_8, "{\"Code\":1,\"State\":\"SP\",\"Area\":10.5}\n");
        assertThat(json.definition().get("format")).isEqualTo(json("{'type':'jsonl'}"));
        assertThat(json.preview().rows().get(0).values()).containsExactly("1", "SP", "10.5");

        Path packed = folder.resolve("cities.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write("Code;State\n1;SP\n".getBytes(StandardCharsets.UTF_8));
        }
        Guess gzip = guess(packed, "Cities");
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
        Guess fit = guess(file, "Cities");
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

        assertThat(guess(file, null).createTable()).isEqualTo("""
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
    void aFileThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> guess(null, StandardCharsets.UTF_8, ""))
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
        assertThatThrownBy(() -> guess(several, null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("holds 2 files: a.csv, b.csv");

        Path bomb = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write("Code\n1\n".getBytes(StandardCharsets.UTF_8));
        }
        RowFiles files = new RowFiles(new ReadLimits(4, 250, 10, 1_000, 1_000, 1 << 26));
        assertThatThrownBy(() -> guess(files, bomb, null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("expands to more than 4 bytes");
    }

    private Guess guess(String target, Charset charset, String text) throws Exception {
        Path file = Files.write(folder.resolve("cities-2026.csv"), text.getBytes(charset));
        return guess(file, target);
    }

    private static Guess guess(Path file, String target) throws Exception {
        return guess(new RowFiles(ReadLimits.DEFAULT), file, target);
    }

    private static Guess guess(RowFiles files, Path file, String target) throws Exception {
        String name = file.getFileName().toString();
        return new Guesser(new Previewer(database.dataSource(), files), files)
                .guess(
                        LocalFile.at(file),
                        new InspectionRequest(name, null, null, null, null, null, target, 20),
                        TestMemory.share(),
                        Stop.NEVER);
    }

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
