package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Claim;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.control.process.TableRows.LogRow;
import org.junit.jupiter.api.Test;

/** What becomes of a process's files, from the claim to the tables. */
class ProcessLoaderTest extends ProcessLoads {
    @Test
    void goodFilesAreLoadedAndBadOnesFailWithoutHarmToTheOthers() throws Exception {
        write("good.csv", "Id,Valor,Dia\n1,10.50,2025-12-31\n2,,\n");
        write("bad.csv", "Id,Valor,Dia\n3,x,2025-12-31\n4,y,2025-12-31\n");
        write("one-reject.csv", "Id,Valor,Dia\n5,1.00,2025-01-01\n6,1.00,2025-02-31\n");

        Claim claim = load("good.csv", "missing.csv", "bad.csv", "one-reject.csv");

        assertThat(tables.status(claim.processId())).isEqualTo(Status.FAILED);
        assertThat(tables.file(claim.processId(), 0).status()).isEqualTo(Status.COMPLETED);
        assertThat(tables.file(claim.processId(), 0).rowsLoaded()).isEqualTo(2);
        assertThat(tables.file(claim.processId(), 1).lastError()).contains("missing.csv", "no such file");
        FileRow bad = tables.file(claim.processId(), 2);
        assertThat(bad.status()).isEqualTo(Status.FAILED);
        assertThat(bad.lastError()).contains("bad.csv", "Valor", "x");
        FileRow partly = tables.file(claim.processId(), 3);
        assertThat(partly.status()).isEqualTo(Status.COMPLETED);
        assertThat(partly.rowsRejected()).isEqualTo(1);
        assertThat(tables.rejects(partly.fileId())).singleElement().satisfies(reject -> {
            assertThat(reject.rowNumber()).isEqualTo(2);
            assertThat(reject.columnName()).isEqualTo("Dia");
        });
        assertThat(ids()).isEqualTo("1,2,5");
        assertThat(tables.fileLog(bad.fileId())).extracting(LogRow::logLevel).containsExactly("Error");
    }

    @Test
    void aTargetThatDoesNotExistFailsTheFileByName() throws Exception {
        define("ClienteA", "{'target':'NoSuchTable'}");
        write("a.csv", "Id\n1\n");

        Claim claim = load("a.csv");

        assertThat(tables.file(claim.processId(), 0).lastError()).contains("NoSuchTable");
    }

    @Test
    void aFileWithoutAnImportDefinitionSaysHowItWasSought() throws Exception {
        write("a.csv", "Id\n1\n");
        long id = tables.register("Desconhecido", "a.csv");

        run(claim(id));

        assertThat(tables.file(id, 0).status()).isEqualTo(Status.FAILED);
        assertThat(tables.file(id, 0).lastError()).contains("a.csv", "Desconhecido");
    }

    @Test
    void theSameContentIsRefusedTheSecondTimeAndNamesTheFirst() throws Exception {
        write("a.csv", "Id\n1\n");
        write("copy.csv", "Id\n1\n");
        Claim first = load("a.csv");

        Claim second = load("copy.csv");

        assertThat(tables.file(second.processId(), 0).status()).isEqualTo(Status.FAILED);
        assertThat(tables.file(second.processId(), 0).lastError()).contains("refused", "process " + first.processId());
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void theSameContentIsSkippedWhereTheDefinitionSaysSo() throws Exception {
        define("ClienteA", "{'target':'Vendas','duplicates':'skip'}");
        write("a.csv", "Id\n1\n");
        load("a.csv");

        Claim second = load("a.csv");

        assertThat(tables.status(second.processId())).isEqualTo(Status.COMPLETED);
        assertThat(tables.file(second.processId(), 0).rowsLoaded()).isZero();
        assertThat(ids()).isEqualTo("1");
    }

    @Test
    void filesWithoutRowsMayComeEveryDay() throws Exception {
        write("a.csv", "Id\n");
        load("a.csv");

        Claim second = load("a.csv");

        assertThat(tables.status(second.processId())).isEqualTo(Status.COMPLETED);
    }

    @Test
    void aPathThatLeavesTheRootIsRefusedAtLoadThoughALegacyRowRegisteredIt() throws Exception {
        Claim claim = load("../outside.csv");

        assertThat(tables.file(claim.processId(), 0).lastError()).contains("..");
    }

    @Test
    void whatAFileHoldsForgesNoLineOfAMessage() throws Exception {
        String forged = "x\u001b[2K\u202e\u2028\u0085z";
        String shown = "x\\u001b[2K\\u202e\\u2028\\u0085z";
        define("ClienteA", "{'target':'Vendas','rejects':{'maxRows':0}}");
        write("a.csv", "Id,Valor,Dia\n1," + forged + ",\n");
        write("b.csv", "Id,\"Valor\n" + forged + "\"\n1,2\n");

        Claim claim = load("a.csv", "b.csv", "c" + forged + ".csv");

        for (int file = 0; file < 3; file++) {
            FileRow row = tables.file(claim.processId(), file);
            assertThat(row.status()).isEqualTo(Status.FAILED);
            assertThat(row.lastError()).contains(file < 2 ? shown : "U+001B");
            assertThat(row.lastError()).doesNotContain("\n", "\u001b", "\u202e", "\u2028", "\u0085");
            assertThat(tables.fileLog(row.fileId()))
                    .extracting(LogRow::message)
                    .noneMatch(message -> message.matches("(?s).*[\\n\u001b\u202e\u2028\u0085].*"));
        }
        assertThat(tables.processLog(claim.processId()))
                .extracting(LogRow::message)
                .noneMatch(message -> message.matches("(?s).*[\\n\u001b\u202e\u2028\u0085].*"));
        // What was rejected is data, and can be exported as it was.
        assertThat(tables.rejects(tables.file(claim.processId(), 0).fileId()))
                .singleElement()
                .satisfies(reject -> {
                    assertThat(reject.rawText()).contains(forged);
                    assertThat(reject.reason()).doesNotContain("\u001b", "\u202e");
                });
    }

    @Test
    void aTableThatWasAlteredAMomentAgoIsLookedAtAnew() throws Exception {
        tables.sql("CREATE TABLE Nomes (Nome NVARCHAR(3))");
        define("ClienteA", "{'target':'Nomes'}");
        write("short.csv", "Nome\nAna\n");
        write("long.csv", "Nome\nBeatriz\n");
        load("short.csv");

        tables.sql("ALTER TABLE Nomes ALTER COLUMN Nome NVARCHAR(50)");
        Claim second = load("long.csv");

        assertThat(tables.file(second.processId(), 0).lastError()).isNull();
        assertThat(tables.status(second.processId())).isEqualTo(Status.COMPLETED);
    }

    @Test
    void theVersionOfTheRegistrationIsLoadedThoughAnotherCameSince() throws Exception {
        tables.sql("CREATE TABLE Outra (Id INT NOT NULL)");
        write("a.csv", "Id\n1\n");
        long id = tables.register("ClienteA", "a.csv");
        tables.sql("UPDATE FileParameters SET ImportName = 'ClienteA', ImportVersion = 1");
        define("ClienteA", "{'target':'Outra'}");

        run(claim(id));

        assertThat(tables.status(id)).isEqualTo(Status.COMPLETED);
        assertThat(ids()).isEqualTo("1");
    }
}
