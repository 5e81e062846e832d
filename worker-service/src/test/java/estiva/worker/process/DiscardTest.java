package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Rows that are committed in part, and that somebody asks to be deleted. */
class DiscardTest extends PartlyLoaded {
    @Test
    void rowsThatAreMarkedAreDiscardedAndTheWholeFileIsLoaded() throws Exception {
        loading.define("{'target':'Cargo'," + MARKED + "," + BY_ROWS + "}");
        tables.sql("INSERT INTO Cargo (Id, Name, FileNumber) VALUES (-1, 'of another', 0)");
        FileRow partly = loading.load(bad());
        assertThat(partly.lastError()).contains("with {\"discard\": true}, which deletes these rows first");
        // Among the committed rows, which could not be continued.
        write(rows(ROWS).replace("\n7,n7\n", "\n7,corrected\n"));

        FileRow file = retried(partly, false, true);

        assertThat(file.lastError()).isNull();
        assertThat(file.rowsLoaded()).isEqualTo(ROWS);
        assertThat(tables.line("SELECT Name FROM Cargo WHERE Id IN (-1, 7) ORDER BY Id"))
                .isEqualTo("of another,corrected");
        assertThat(count("Cargo")).isEqualTo(ROWS + 1);
        assertThat(count("PartialLoad")).isZero();
        assertThat(count("FileControl WHERE Discards = 1")).isZero();
        assertThat(tables.line("SELECT Message FROM FileLog WHERE Message LIKE 'Discarded%'"))
                .isEqualTo("Discarded: 2000 rows that were committed in part");
    }

    @Test
    void discardedRowsAreGoneThoughTheFileIsNot() throws Exception {
        loading.define("{'target':'Cargo'," + MARKED + "," + BY_ROWS + "}");
        FileRow partly = loading.load(bad());
        Files.delete(root.resolve("file.csv"));

        FileRow file = retried(partly, false, true);

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(count("Cargo")).isZero();
        assertThat(loading.load(rows(ROWS)).status()).isEqualTo(Status.COMPLETED);
    }

    @Test
    void rowsThatNothingMarksAreNotDiscarded() throws Exception {
        FileRow partly = loading.load(bad());
        write(rows(ROWS));

        FileRow file = retried(partly, false, true);

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError())
                .contains("no column of import ClienteA has the constant ${fileId}", "delete them by hand and retry");
        assertThat(count("Cargo")).isEqualTo(2_000);

        tables.sql("DELETE FROM Cargo");
        assertThat(retried(partly, true, true).status()).isEqualTo(Status.COMPLETED);
        assertEachRowOnce();
    }

    @Test
    void rowsThatAVersionLoadedWithoutMarkingThemAreNotDiscardedByOneThatDoes() throws Exception {
        FileRow partly = loading.load(bad());
        loading.define("{'target':'Cargo'," + MARKED + "," + BY_ROWS + "}");
        write(rows(ROWS));

        FileRow file = retried(partly, false, true);

        assertThat(file.lastError()).contains("0 rows have its file id in column FileNumber, and 2000 were committed");
        assertThat(count("Cargo")).isEqualTo(2_000);
    }
}
