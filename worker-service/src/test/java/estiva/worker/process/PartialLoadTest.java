package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import org.junit.jupiter.api.Test;

/** What becomes of files that are loaded in part when they are corrected. */
class PartialLoadTest extends PartlyLoaded {
    @Test
    void aFileThatWasCorrectedAfterItsCommittedRowsIsContinued() throws Exception {
        FileRow partly = loading.load(bad());
        assertThat(partly.lastError())
                .contains(
                        "its first 2000 rows are committed and stay: correct the file after row 2000 and retry process "
                                + partly.processId());
        write(rows(ROWS));

        FileRow file = retried(partly, false, false);

        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(file.rowsLoaded()).isEqualTo(ROWS);
        assertEachRowOnce();
        assertThat(count("PartialLoad")).isZero();
    }

    @Test
    void soIsOneWhoseBytesAreAllOthersSinceItIsPacked() throws Exception {
        pack(bad());
        FileRow partly = loaded("file.csv.gz");
        assertThat(partly.rowsLoaded()).isEqualTo(2_000);
        pack(rows(ROWS));

        FileRow file = retried(partly, false, false);

        assertThat(file.lastError()).isNull();
        assertEachRowOnce();
    }

    @Test
    void oneThatHasFewerRowsThanAreCommittedIsRefused() throws Exception {
        FileRow partly = loading.load(bad());
        write(rows(1_500));

        FileRow file = retried(partly, false, false);

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("has changed since its first 2000 rows were committed");
        assertThat(count("Cargo")).isEqualTo(2_000);
    }

    @Test
    void aHeaderInAnotherOrderChangesTheCommittedRowsToo() throws Exception {
        FileRow partly = loading.load(bad());
        write(rows(ROWS).replace("Id,Name", "Id,FileNumber").replaceAll("n(\\d+)\n", "$1\n"));

        FileRow file = retried(partly, false, false);

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("among these rows");
    }

    @Test
    void correctedContentCanFailAgainAndBeContinuedAgain() throws Exception {
        FileRow partly = loading.load(rows(3_500).replace("\n2200,", "\n22O0,"));
        write(rows(3_500).replace("\n3200,", "\n32O0,"));
        assertThat(retried(partly, false, false).rowsLoaded()).isEqualTo(3_000);
        write(rows(3_500));

        FileRow file = retried(partly, false, false);

        assertThat(file.lastError()).isNull();
        assertThat(count("Cargo")).isEqualTo(3_500);
    }

    @Test
    void aCorrectedFileThatIsRegisteredAsNewIsRefusedWithTheWaysOut() throws Exception {
        FileRow partly = loading.load(bad());

        FileRow corrected = loading.load(rows(ROWS));

        assertThat(corrected.status()).isEqualTo(Status.FAILED);
        assertThat(corrected.lastError())
                .contains("the first 2000 rows of a file of this name (file " + partly.fileId() + " of process "
                        + partly.processId())
                .contains("after row 2000 and retry process " + partly.processId())
                .contains("the constant ${fileId}", "\"force\": true");
        assertThat(count("Cargo")).isEqualTo(2_000);
        assertThat(retried(partly, false, false).status()).isEqualTo(Status.COMPLETED);
        assertEachRowOnce();
    }

    @Test
    void soItIsWhereTheImportCommitsWholeFilesByThen() throws Exception {
        FileRow partly = loading.load(bad());
        loading.define("{'target':'Cargo'}");

        assertThat(loading.load(rows(ROWS)).lastError()).contains("of process " + partly.processId());
        FileRow again = retried(partly, false, false);

        assertThat(again.status()).isEqualTo(Status.FAILED);
        assertThat(again.lastError()).contains("commits whole files");
        assertThat(count("Cargo")).isEqualTo(2_000);
    }

    @Test
    void itIsLoadedIfThatIsForced() throws Exception {
        loading.load(bad());
        FileRow other = loading.load(rows(10));

        FileRow forced = retried(other, true, false);

        assertThat(forced.status()).isEqualTo(Status.COMPLETED);
        assertThat(count("Cargo")).isEqualTo(2_010);
    }

    @Test
    void inModeUpsertNoRowIsThereTwiceSoNothingIsRefused() throws Exception {
        loading.define("{'target':'Keyed','mode':'upsert','keys':['Id']," + BY_ROWS + "}");
        loading.load(bad());

        FileRow corrected = loading.load(rows(ROWS));

        assertThat(corrected.lastError()).isNull();
        assertThat(count("Keyed")).isEqualTo(ROWS);
    }
}
