package estiva.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.process.ControlTables;
import estiva.control.process.NewProcess;
import estiva.control.process.Status;
import estiva.worker.claim.Run;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is older and what is newer, where more than two files of one client are about. */
class PlaceInLineTest extends PriceLoads {
    /** Its client has said that it goes first; what it puts in the place of others, it does in its turn. */
    @Test
    void aProcessThatHasNotHadItsTurnIsInItsPlaceThoughOneOfAHigherPriorityWentBefore() throws Exception {
        write("mon.csv", price("10.00"));
        write("tue.csv", price("12.00"));
        long low = tables.register("ClienteA", "mon.csv");
        long high = tables.register(
                new NewProcess("ClienteA", null, null, 5, null, null, "test", ControlTables.files("tue.csv")));
        run(claim(high));

        run(claim(low));

        assertThat(tables.status(low)).isEqualTo(Status.COMPLETED);
        assertThat(pricesNow()).isEqualTo("A1:10.00");
    }

    @Test
    void aProcessThatWasPassedWhileItWaitedIsOlderThanWhatPassedIt() throws Exception {
        write("mon.csv", price("10.00"));
        write("tue.csv", price("12.00"));
        long monday = tables.register("ClienteA", "mon.csv");
        tables.sql("UPDATE Client SET Ordering = 'relaxed'");
        Run first = claim(monday);
        tables.claims.retryLater(first.claim(), Duration.ofHours(1), "not now");
        load("tue.csv");
        tables.sql("UPDATE FileControl SET NotBefore = NULL WHERE ProcessID = " + monday);

        run(claim(monday));

        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void aProcessThatIsRescuedHasKeptItsPlace() throws Exception {
        write("mon.csv", price("10.00"));
        Run lost = claim(tables.register("ClienteA", "mon.csv"));
        tables.register("ClienteA", "tue.csv");
        tables.lapse(lost.claim());
        tables.rescueLapsed(Duration.ofMinutes(1));

        run(claim(lost.claim().processId()));

        assertThat(tables.status(lost.claim().processId())).isEqualTo(Status.COMPLETED);
    }

    @Test
    void theFirstThreeAreNamedAndTheOthersCounted() throws Exception {
        long monday = overtaken();
        for (String day : List.of("wed", "thu", "fri")) {
            write(day + ".csv", price("13.00"));
            load(day + ".csv");
        }

        retry(monday, false);

        assertThat(tables.file(monday, 0).lastError())
                .contains("tue.csv", "wed.csv", "thu.csv", "and 1 more")
                .doesNotContain("fri.csv");
    }

    @Test
    void aRepetitionThatWasSkippedHoldsItsPlaceInLine() throws Exception {
        define("ClienteA", "{'target':'Prices','mode':'upsert','keys':['Sku'],'duplicates':'skip'}");
        write("mon.csv", price("12.00"));
        load("mon.csv");
        write("tue.csv", price("oops"));
        long tuesday = load("tue.csv").processId();
        write("wed.csv", price("12.00"));
        long wednesday = load("wed.csv").processId();
        assertThat(tables.status(wednesday)).isEqualTo(Status.COMPLETED);
        write("tue.csv", price("11.00"));

        retry(tuesday, false);

        assertThat(tables.status(tuesday)).isEqualTo(Status.FAILED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void anotherImportOfTheClientIntoTheSameTableCountsHoweverItWritesTheName() throws Exception {
        define(
                "other",
                "{'target':'" + schema() + ".PRICES','mode':'upsert','keys':['Sku'],'processName':'ClienteA',"
                        + "'fileNames':'tue*'}");
        long monday = overtaken();

        retry(monday, false);

        assertThat(tables.status(monday)).isEqualTo(Status.FAILED);
        assertThat(pricesNow()).isEqualTo("A1:12.00");
    }

    @Test
    void whatAnotherClientLoadedIsNoNewerData() throws Exception {
        write("mon.csv", price("oops"));
        write("tue.csv", price("12.00"));
        long monday = load("mon.csv").processId();
        define("ClienteB", "{'target':'Prices','mode':'upsert','keys':['Sku']}");
        run(claim(tables.register("ClienteB", "tue.csv")));
        write("mon.csv", price("10.00"));

        retry(monday, false);

        assertThat(tables.status(monday)).isEqualTo(Status.COMPLETED);
    }
}
