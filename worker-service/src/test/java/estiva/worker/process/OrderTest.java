package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.Status;
import org.junit.jupiter.api.Test;

/** Older data do not take the place of newer data. */
class OrderTest extends PriceLoads {
    @Test
    void aRetryDoesNotPutOlderDataInThePlaceOfNewerData() throws Exception {
        write("mon.csv", price("oops"));
        write("tue.csv", price("12.00"));
        long monday = load("mon.csv").processId();
        long tuesday = load("tue.csv").processId();
        write("mon.csv", price("10.00"));

        retry(monday, false);

        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(tables.file(monday, 0).lastError())
                .contains("mon.csv", "older", "tue.csv (process " + tuesday, "\"force\": true");
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void neitherDoesARetryWithinAProcess() throws Exception {
        write("mon.csv", price("oops"));
        write("tue.csv", price("12.00"));
        long process = load("mon.csv", "tue.csv").processId();
        write("mon.csv", price("10.00"));

        retry(process, false);

        assertThat(tables.status(process)).isEqualTo(Status.FAILED);
        assertThat(tables.file(process, 0).lastError()).contains("tue.csv");
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void whoForcesARetryHasItsWayOnce() throws Exception {
        long monday = overtaken();

        retry(monday, true);

        assertThat(tables.status(monday)).isEqualTo(Status.COMPLETED);
        assertThat(pricesNow()).isEqualTo("A1:10.00");
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl WHERE Forced = 1"))
                .isZero();
        assertThat(tables.line("SELECT Message FROM ProcessLog WHERE Message LIKE '%forced%'"))
                .contains("retry requested, forced");
    }

    @Test
    void aForcedRetryThatFailsIsNotForcedTheNextTime() throws Exception {
        long monday = overtaken();
        write("mon.csv", price("oops"));
        retry(monday, true);
        write("mon.csv", price("10.00"));

        retry(monday, false);

        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void theNewestMayAlwaysBeRetried() throws Exception {
        write("mon.csv", price("10.00"));
        write("tue.csv", price("oops"));
        load("mon.csv");
        long tuesday = load("tue.csv").processId();
        write("tue.csv", price("12.00"));

        retry(tuesday, false);

        assertThat(tables.status(tuesday)).isEqualTo(Status.COMPLETED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void whereTheOrderIsFreeTheOlderOneIsLoaded() throws Exception {
        define("ClienteA", "{'target':'Prices','mode':'upsert','keys':['Sku'],'order':'free'}");
        long monday = overtaken();

        retry(monday, false);

        assertThat(tables.status(monday)).isEqualTo(Status.COMPLETED);
    }

    @Test
    void whatIsReprocessedByItsClientsPolicyDoesNotTurnTheOrderAround() throws Exception {
        tables.sql("UPDATE Client SET ReprocessMinutes = 1");
        long monday = overtaken();
        tables.sql("UPDATE Client SET ReprocessMinutes = 1");
        tables.sql("UPDATE FileControl SET EndTime = DATEADD(MINUTE, -2, <now>) WHERE ProcessID = " + monday);

        assertThat(tables.processes.reprocess(monday)).isTrue();
        run(claim(monday));

        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void whatAScriptSetBackIsRefusedAndRaisesAnAlert() throws Exception {
        write("mon.csv", price("10.00"));
        write("tue.csv", price("12.00"));
        long monday = load("mon.csv").processId();
        load("tue.csv");

        tables.sql("UPDATE FileParameters SET Status = 'Pending' WHERE ProcessID = " + monday);
        tables.adoption.reopened(10).forEach(tables.adoption::reopen);
        run(claim(monday));

        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
        assertThat(tables.line("SELECT CONCAT(AlertKey, ' ', Message) FROM Alert WHERE ClearedAt IS NULL"))
                .startsWith("OlderThanLoaded:" + monday + " mon.csv: is older")
                .contains("tue.csv");
    }

    @Test
    void aCancelledProcessThatIsRetriedComesTooLateToo() throws Exception {
        write("mon.csv", price("10.00"));
        write("tue.csv", price("12.00"));
        long monday = tables.register("ClienteA", "mon.csv");
        tables.processes.cancel(monday);
        load("tue.csv");

        retry(monday, false);

        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void appendsAreFreeUnlessTheyAreToKeepTheirOrder() throws Exception {
        define("ClienteA", "{'target':'Prices','rejects':{'maxRows':0}}");
        write("mon.csv", "Sku,Price\nM,oops\n");
        write("tue.csv", "Sku,Price\nT,1\n");
        long monday = load("mon.csv").processId();
        load("tue.csv");
        write("mon.csv", "Sku,Price\nM,1\n");
        define("ClienteA", "{'target':'Prices','order':'keep'}");
        retry(monday, false);
        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);

        define("ClienteA", "{'target':'Prices'}");
        retry(monday, false);

        assertThat(tables.status(monday)).isEqualTo(Status.COMPLETED);
    }

    /** Nothing is wrong with it, and who forces its retry finds it where it was. */
    @Test
    void aFileThatCameTooLateStaysWhereItIs() throws Exception {
        define("ClienteA", "{'target':'Prices','mode':'upsert','keys':['Sku'],'afterwards':'move'}");
        long monday = overtaken();

        retry(monday, false);
        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(root.resolve("mon.csv")).exists();
        retry(monday, true);

        assertThat(tables.status(monday)).isEqualTo(Status.COMPLETED);
        assertThat(root.resolve("done/mon.csv")).exists();
    }
}
