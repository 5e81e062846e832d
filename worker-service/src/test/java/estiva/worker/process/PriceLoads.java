package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.database.TestDatabase;
import estiva.control.process.ControlTables;
import estiva.control.process.ProcessChanges;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Files of prices that take each other's place, one a day. */
abstract class PriceLoads extends ProcessLoads {
    @BeforeAll
    static void priceTable() {
        tables.sql("CREATE TABLE Prices (Sku NVARCHAR(20) NOT NULL PRIMARY KEY, Price DECIMAL(10,2))");
    }

    @BeforeEach
    void upsert() throws Exception {
        tables.sql("DELETE FROM Prices");
        define("ClienteA", "{'target':'Prices','mode':'upsert','keys':['Sku']}");
    }

    /** Monday's process has failed, Tuesday's is loaded, and Monday's file is right now. */
    long overtaken() throws Exception {
        write("mon.csv", price("oops"));
        write("tue.csv", price("12.00"));
        long monday = load("mon.csv").processId();
        load("tue.csv");
        write("mon.csv", price("10.00"));
        return monday;
    }

    void retry(long processId, boolean force) {
        assertThat(tables.processes.retry(processId, new ProcessChanges.Retry(false, force, false), ControlTables.DEED))
                .isEqualTo(ProcessChanges.Change.DONE);
        run(claim(processId));
    }

    static String schema() {
        return tables.query(String.class, TestDatabase.isSqlServer() ? "SELECT SCHEMA_NAME()" : "SELECT SCHEMA()");
    }

    static String price(String price) {
        return "Sku,Price\nA1," + price + "\n";
    }

    static String pricesNow() {
        return tables.line("SELECT CONCAT(Sku, ':', Price) FROM Prices ORDER BY Sku");
    }
}
