package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of a process whose files are not all loaded when its run ends. */
class UnfinishedRunsTest extends ProcessLoads {
    @Test
    void aMissingFileIsWaitedForWhereTheClientSaysSo() {
        tables.clients.ensure("ClienteA", ControlTables.DEED);
        tables.sql("UPDATE Client SET RetryMissingFiles = 1");

        Claim claim = load("late.csv");

        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
        assertThat(tables.process(claim.processId()).attempt()).isEqualTo(1);
        assertThat(tables.process(claim.processId()).notBefore()).isNotNull();
    }

    @Test
    void aMissingFileIsWaitedForAsItsImportSaysWhateverItsClientDoes() throws Exception {
        define(
                "ClienteA",
                "{'target':'Vendas','retry':{'missingFiles':true,'delaySeconds':3000,'maxDelaySeconds':4000}}");

        Claim claim = load("late.csv");

        assertThat(tables.status(claim.processId())).isEqualTo(Status.PENDING);
        Instant now = tables.query(Instant.class, "SELECT <now>");
        assertThat(tables.process(claim.processId()).notBefore())
                .isBetween(now.plusSeconds(1400), now.plusSeconds(4100));
    }

    @Test
    void aCancelledRunEndsCancelledAndKeepsWhatItHadLoaded() throws Exception {
        write("a.csv", "Id\n1\n");
        long id = tables.register("ClienteA", "a.csv");
        Run run = claim(id);
        tables.processes.cancel(id);
        run.cancel();

        run(run);

        assertThat(tables.status(id)).isEqualTo(Status.CANCELLED);
        assertThat(ids()).isEmpty();
    }

    @Test
    void aRunThatLostItsClaimWritesNothing() throws Exception {
        write("a.csv", "Id\n1\n");
        long id = tables.register("ClienteA", "a.csv");
        Run run = claim(id);
        tables.lapse(run.claim());
        tables.rescueLapsed(Duration.ofMinutes(1));

        run(run);

        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(tables.file(id, 0).status()).isEqualTo(Status.PENDING);
        assertThat(ids()).isEmpty();
    }

    @Test
    void aReleasedRunGivesItsProcessBackWithoutSpendingAnAttempt() throws Exception {
        write("a.csv", "Id\n1\n");
        long id = tables.register("ClienteA", "a.csv");
        Run run = claim(id);
        run.release();

        run(run);

        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(tables.process(id).attempt()).isZero();
    }
}
