package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.NewProcess;
import estiva.control.process.NewProcess.NewFile;
import estiva.control.process.Status;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Older and newer data where files replace scopes, and where only a part of a newer file is loaded. */
class ReplaceOrderTest extends PriceLoads {
    @BeforeAll
    static void stock() {
        tables.sql("CREATE TABLE Stock (Shop NVARCHAR(20) NOT NULL, Item INT NOT NULL)");
    }

    @BeforeEach
    void replace() throws Exception {
        tables.sql("DELETE FROM Stock");
        define("ClienteA", "{'target':'Stock','mode':'replace','scope':{'Shop':'${parameter1}'}}");
        write("good.csv", "Item\n2\n");
    }

    @Test
    void aNewerFileOfTheSameScopeIsNotReplacedByAnOlderOne() throws Exception {
        long older = failed("A");
        loaded("a ");

        retry(older, false);

        assertThat(tables.status(older)).isEqualTo(Status.FAILED);
        assertThat(tables.line("SELECT Item FROM Stock")).isEqualTo("2");
    }

    @Test
    void aNewerFileOfAnotherScopeIsInNobodysPlace() throws Exception {
        long older = failed("A");
        loaded("B");

        retry(older, false);

        assertThat(tables.status(older)).isEqualTo(Status.COMPLETED);
        assertThat(tables.line("SELECT CONCAT(Shop, Item) FROM Stock ORDER BY Shop"))
                .isEqualTo("A1,B2");
    }

    @Test
    void theWholeTableHasEveryScope() throws Exception {
        long older = failed("A");
        define(
                "ClienteA",
                "{'target':'Stock','mode':'replace','scope':'all','columns':["
                        + "{'source':'Item','target':'Item'},{'constant':'B','target':'Shop'}]}");
        loaded("B");
        define("ClienteA", "{'target':'Stock','mode':'replace','scope':{'Shop':'${parameter1}'}}");

        retry(older, false);

        assertThat(tables.status(older)).isEqualTo(Status.FAILED);
    }

    @Test
    void aNewerFileOfWhichAPartIsLoadedIsNewerToo() throws Exception {
        define("ClienteA", "{'target':'Prices','mode':'upsert','keys':['Sku'],'commit':{'per':'rows','rows':1000}}");
        write("mon.csv", price("oops"));
        StringBuilder tuesday = new StringBuilder(price("12.00"));
        for (int i = 0; i < 1_500; i++) {
            tuesday.append('S').append(i).append(i == 1_400 ? ",oops\n" : ",1\n");
        }
        write("tue.csv", tuesday.toString());
        long older = load("mon.csv").processId();
        long newer = load("tue.csv").processId();
        assertThat(tables.file(newer, 0).rowsLoaded()).isEqualTo(1_000);
        write("mon.csv", price("10.00"));

        retry(older, false);

        assertThat(tables.status(older)).isEqualTo(Status.FAILED);
        assertThat(tables.query(String.class, "SELECT CONCAT('', Price) FROM Prices WHERE Sku = 'A1'"))
                .isEqualTo("12.00");
    }

    private long failed(String shop) throws Exception {
        write("late.csv", "Item\nx\n");
        long processId = register("late.csv", shop);
        run(claim(processId));
        assertThat(tables.status(processId)).isEqualTo(Status.FAILED);
        write("late.csv", "Item\n1\n");
        return processId;
    }

    private void loaded(String shop) {
        long processId = register("good.csv", shop);
        run(claim(processId));
        assertThat(tables.status(processId)).isEqualTo(Status.COMPLETED);
    }

    private static long register(String name, String shop) {
        NewFile file = new NewFile(name, null, null, null, shop, null);
        return tables.register(new NewProcess("ClienteA", null, null, 0, null, null, "test", List.of(file)));
    }
}
