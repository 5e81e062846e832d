package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import estiva.control.files.EndlessFiles;
import estiva.control.files.SourceFile;
import estiva.worker.read.Stop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Loads that end before their files do: nothing of them is published, and no thread reads on. */
class EndedLoadsTest extends CargoLoads {
    @Test
    void nothingIsCommittedByTheLoad() throws Exception {
        load("Id\n1\n", "{'target':'Cargo'}");
        target.connection().rollback();
        assertThat(target.database.rows("SELECT COUNT(*) FROM Cargo")).containsExactly("0");
    }

    @Test
    void aConstraintBrokenHalfwayEndsTheReadingToo() throws Exception {
        target.database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20), Amount DECIMAL(10,2)");
        assertThat(failure(manyRows() + "1,again,1\n" + manyRows().substring(15), "{'target':'Keyed'}"))
                .hasMessageContaining("refuses it");
    }

    @Test
    void aBrokenConnectionIsNoFailureOfTheFile() throws Exception {
        Path file = write(manyRows());
        target.connection().close();
        assertThatThrownBy(() -> target.load(file, "{'target':'Cargo'}")).isInstanceOf(SQLException.class);
    }

    @Test
    void aStopEndsTheLoadAndLeavesTheConnectionUsable() throws Exception {
        Path file = write(manyRows());
        AtomicInteger looks = new AtomicInteger();
        Stop afterSomeChunks = () -> looks.incrementAndGet() > 10;
        assertThatThrownBy(() -> target.load(file, "{'target':'Cargo'}", afterSomeChunks))
                .isInstanceOf(LoadStopped.class);
        target.connection().rollback();
        assertThat(rows("SELECT COUNT(*) FROM Cargo")).containsExactly("0");
    }

    @Test
    void aTableThatRefusesRowsEndsTheReadingThoughNoOtherRowWillCome() throws Exception {
        target.database.createTable("Keyed", "Id INT NOT NULL PRIMARY KEY, Name NVARCHAR(20), Amount DECIMAL(10,2)");
        byte[] rows = (manyRows() + manyRows().substring(15)).getBytes(StandardCharsets.UTF_8);
        SourceFile endless = new EndlessFiles().put("file.csv", rows, "# no row\n".getBytes(StandardCharsets.UTF_8));

        assertTimeoutPreemptively(
                Duration.ofSeconds(120),
                () -> assertThatThrownBy(() -> target.load(
                                endless, "file.csv", "{'target':'Keyed','format':{'comment':'#'}}", Stop.NEVER))
                        .isInstanceOf(LoadFailure.class)
                        .hasMessageContaining("refuses it"));
    }

    @Test
    void aStopIsSeenInASmallFileToo() throws Exception {
        Path file = write("Id\n1\n");
        assertThatThrownBy(() -> target.load(file, "{'target':'Cargo'}", () -> true))
                .isInstanceOf(LoadStopped.class);
    }

    @Test
    void anErrorOfTheFileHalfwayLeavesTheConnectionUsable() throws Exception {
        assertThat(failure(manyRows() + "1,\"open\n", "{'target':'Cargo'}"))
                .hasMessageContaining("Unclosed quoted field");
        target.connection().rollback();
        load("Id\n1\n", "{'target':'Cargo'}");
        assertThat(rows("SELECT COUNT(*) FROM Cargo")).containsExactly("1");
    }
}
