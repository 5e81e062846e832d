package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Adoption.Stranger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows that scripts write beside Estiva: plain INSERTs, resets, and the original packages' closing UPDATEs. */
class AdoptionTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void aPlainInsertIsFoundAdoptedAndRuns() {
        long id = insert("Legado ", "a.csv", "b.csv");
        assertThat(tables.round(tables.worker("W1", 1), 1)).isZero();

        Stranger stranger = tables.adoption.strangers(0, 10).get(0);
        assertThat(stranger.files()).isEqualTo(2);
        assertThat(tables.adoption.adopt(stranger)).isTrue();
        assertThat(tables.adoption.adopt(stranger)).isFalse();

        assertThat(tables.adoption.strangers(0, 10)).isEmpty();
        assertThat(tables.process(id).processName()).isEqualTo("Legado");
        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
    }

    @Test
    void aPlainInsertThatWasCancelledBeforeItWasAdoptedIsAdoptedWhenItIsRetried() {
        long id = insert("Legado ", "a.csv");
        tables.processes.cancel(id);

        tables.processes.retry(id, false, ControlTables.DEED);
        tables.adoption.strangers(0, 10).forEach(tables.adoption::adopt);

        assertThat(tables.round(tables.worker("W1", 1), 1)).isEqualTo(1);
        assertThat(tables.claims.openFiles(id)).hasSize(1);
    }

    @Test
    void aPlainInsertThatWasCancelledBeforeItWasAdoptedIsAdoptedWhenAScriptResetsIt() {
        long id = insert("Legado ", "a.csv");
        tables.processes.cancel(id);

        tables.sql("UPDATE FileParameters SET Status = 'Pending' WHERE Status = 'Cancelled'");
        reopen();
        tables.adoption.strangers(0, 10).forEach(tables.adoption::adopt);

        assertThat(tables.round(tables.worker("W1", 1), 1)).isEqualTo(1);
    }

    @Test
    void rowsAreFoundWhateverTheirTimesSay() {
        long id = insert("Legado", "a.csv");
        tables.sql("UPDATE FileControl SET CreatedAt = '2031-01-01T00:00:00'");

        assertThat(tables.adoption.strangers(0, 10))
                .extracting(Stranger::processId)
                .containsExactly(id);
    }

    @Test
    void whatEstivaRegisteredIsNoStranger() {
        tables.register("ClienteA", "a.csv");

        assertThat(tables.adoption.strangers(0, 10)).isEmpty();
        assertThat(tables.adoption.reopened(10)).isEmpty();
    }

    @Test
    void theOriginalsReprocessScriptBringsAFinishedProcessBack() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.endAllFiles(claim, "Failed");

        tables.sql("UPDATE FileParameters SET Status = 'Pending' WHERE Status = 'Failed'");
        reopen();

        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
        assertThat(tables.adoption.reopened(10)).isEmpty();
    }

    @Test
    void aProcessSetToPendingByAScriptRunsAgainWithTheFilesThatAreOpen() {
        Claim claim = tables.claimed("ClienteA", "a.csv", "b.csv");
        tables.endAllFiles(claim, "Failed");

        tables.sql("UPDATE FileControl SET Status = 'Pending'");
        tables.sql("UPDATE FileParameters SET Status = 'Pending' WHERE FileName = 'b.csv'");
        reopen();

        tables.round(tables.worker("W2", 1), 1);
        assertThat(tables.claims.openFiles(claim.processId()))
                .extracting(ClaimedFile::fileName)
                .containsExactly("b.csv");
    }

    @Test
    void aFileAddedToAFinishedProcessRuns() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        tables.endAllFiles(claim, "Completed");

        tables.sql("INSERT INTO FileParameters (ProcessID, FileName, Status) VALUES (" + claim.processId()
                + ", 'late.csv', 'Pending')");
        reopen();

        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
    }

    @Test
    void aProcessThatAnExternalPackageEndedFreesItsClientAndCanBeSetBackLater() {
        Claim claim = tables.claimed("Externo", "a.csv");
        tables.sql("UPDATE FileControl SET WorkerID = NULL, WorkerAssigned = 'Worker_Externo', Status = 'Completed'");
        tables.sql("UPDATE FileParameters SET Status = 'Completed'");

        List<Rescue.Freed> freed = tables.rescue.freeClients();
        tables.adoption.settle();

        assertThat(freed).extracting(Rescue.Freed::processId).containsExactly(claim.processId());
        assertThat(freed.get(0).workerId()).isNull();
        assertThat(tables.client("Externo").runningProcessId()).isNull();
        tables.sql("UPDATE FileParameters SET Status = 'Pending'");
        assertThat(tables.adoption.reopened(10)).containsExactly(claim.processId());
    }

    @Test
    void theOriginalsSixtyMinuteResetIsNoticedAndItsWorkerCanNoLongerPublish() {
        Claim claim = tables.claimed("ClienteA", "a.csv");

        tables.sql("UPDATE FileControl SET Status = 'Pending', WorkerAssigned = NULL, StartTime = NULL");
        List<Rescue.Freed> freed = tables.rescue.freeClients();

        assertThat(freed)
                .singleElement()
                .satisfies(it -> assertThat(it.workerId()).isEqualTo(claim.workerId()));
        assertThat(tables.claims.finish(claim)).isEmpty();
        assertThat(tables.leases.renew(claim.workerId(), 15_000, List.of(claim)))
                .isEmpty();
        assertThat(tables.round(tables.worker("W2", 1), 1)).isEqualTo(1);
        assertThat(tables.process(claim.processId()).fence()).isEqualTo(claim.fence() + 1);
    }

    @Test
    void anExternalClaimGoesBackToTheProcedureOnlyWhereTheClientAllowsIt() {
        Claim claim = tables.claimed("Externo", "a.csv");
        tables.sql("UPDATE FileControl SET WorkerID = NULL, LeaseUntil = NULL, WorkerAssigned = 'Worker_Externo',"
                + " StartTime = DATEADD(MINUTE, -61, <now>)");
        tables.sql("UPDATE Client SET Runner = 'External'");

        LongRuns.LongRunning found = tables.longRuns.longRunning(60).get(0);
        assertThat(tables.longRuns.rescueExternal(found, 60)).isFalse();
        tables.sql("UPDATE Client SET ExternalRescue = 1");
        assertThat(tables.longRuns.rescueExternal(found, 60)).isTrue();

        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
        assertThat(tables.client("Externo").runningProcessId()).isNull();
        assertThat(tables.round(tables.worker("W2", 1), 1)).isZero();
    }

    private void reopen() {
        List<Long> reopened = tables.adoption.reopened(10);
        assertThat(reopened).hasSize(1);
        reopened.forEach(tables.adoption::reopen);
    }

    private static long insert(String client, String... files) {
        tables.sql("INSERT INTO FileControl (ProcessName, Status) VALUES ('" + client + "', 'Pending')");
        long id = tables.query(Long.class, "SELECT MAX(ProcessID) FROM FileControl");
        for (String file : files) {
            tables.sql("INSERT INTO FileParameters (ProcessID, FileName, Status) VALUES (" + id + ", '" + file
                    + "', 'Pending')");
        }
        return id;
    }
}
