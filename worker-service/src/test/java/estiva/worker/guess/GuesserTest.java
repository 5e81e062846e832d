package estiva.worker.guess;

import static estiva.worker.guess.GuessedTarget.json;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.imports.ImportSpecs;
import estiva.control.inspect.Guess;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for a file of delimited text. */
class GuesserTest {

    @RegisterExtension
    static final GuessedTarget database = new GuessedTarget();

    @TempDir
    Path folder;

    @Test
    void aBrazilianFileFindsItsTableItsFormatsAndItsEncoding() throws Exception {
        Guess guess = guess("Cities", Charset.forName("windows-1252"), """
                Code;Náme;Founded On;Area;updated_at;Extra
                3550308;São Paulo;25/01/1554;1.521,11;29/02/2024 23:59:58;a
                3304557;"Rio; de Janeiro";01/03/1565;1.200,33;01/03/2024 00:00:00;b
                3106200;Belo Horizonte;n/d;-;31/12/2023 12:00:00;c
            """.replace("n/d", "N/A"));

        assertThat(guess.definition().get("format"))
                .isEqualTo(json("{'type':'csv','encoding':'windows-1252','delimiter':';','header':true}"));
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

    private Guess guess(String target, Charset charset, String text) throws Exception {
        Path file = Files.write(folder.resolve("cities-2026.csv"), text.getBytes(charset));
        return database.guess(file, target);
    }
}
