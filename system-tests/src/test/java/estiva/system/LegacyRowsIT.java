package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import estiva.system.ControlRows.FileRow;
import estiva.system.ControlRows.ProcessRow;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scripts and packages that know nothing of Estiva write into the control tables as they always did. */
class LegacyRowsIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static TestCluster cluster;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestCluster.start(LegacyRowsIT.class, settings -> settings);
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void plainInsertsAreAdoptedAndRun() throws IOException, SQLException {
        cluster.makeBulkImport("Inserted");
        BulkFile.write(cluster.files().resolve("inserted_1.csv"), 0, 10);
        BulkFile.write(cluster.files().resolve("inserted_2.csv"), 10, 10);

        long processId = insert("Inserted", "inserted_1.csv", "inserted_2.csv");

        ProcessRow over = cluster.awaitOver(processId, LIMIT);
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Inserted")).isEqualTo(20);
    }

    @Test
    void theReprocessScriptReopensAProcessThatFailed() throws IOException, SQLException {
        cluster.makeBulkImport("Reprocessed");
        BulkFile.write(cluster.files().resolve("reprocessed_1.csv"), 0, 10);
        long processId = insert("Reprocessed", "reprocessed_1.csv", "reprocessed_2.csv");
        assertThat(cluster.awaitOver(processId, LIMIT).status()).isEqualTo("Failed");
        BulkFile.write(cluster.files().resolve("reprocessed_2.csv"), 10, 10);

        cluster.sql()
                .execute("UPDATE FileParameters SET Status = 'Pending', StartTime = NULL, EndTime = NULL"
                        + " WHERE Status = 'Failed' AND ProcessID = " + processId);

        Await.until(
                "the process is Completed",
                LIMIT,
                () -> cluster.tables().process(processId).status().equals("Completed"));
        assertThat(cluster.tables().files(processId))
                .extracting(FileRow::status)
                .containsOnly("Completed");
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Reprocessed")).isEqualTo(20);
    }

    @Test
    void theOriginalsProcedureRegistersWhatRuns() throws IOException, SQLException {
        assumeTrue(cluster.engine() == Engine.SQLSERVER, "procedures exist on SQL Server");
        cluster.makeBulkImport("Called");
        BulkFile.write(cluster.files().resolve("procedure_1.csv"), 0, 10);
        BulkFile.write(cluster.files().resolve("procedure_2.csv"), 10, 10);

        cluster.sql().execute("EXEC RegisterProcessAndFiles 'Called', 'procedure_1.csv, procedure_2.csv'");

        long processId = cluster.sql().number("SELECT ProcessID FROM FileControl WHERE ProcessName = 'Called'");
        ProcessRow over = cluster.awaitOver(processId, LIMIT);
        assertThat(over.status()).as(over.toString()).isEqualTo("Completed");
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Called")).isEqualTo(20);
    }

    /** As a script does it: each row in a transaction of its own, naming the original columns only. */
    private static long insert(String processName, String... fileNames) throws SQLException {
        cluster.sql()
                .execute("INSERT INTO FileControl (ProcessName, Status) VALUES ('" + processName + "', 'Pending')");
        long processId = cluster.sql().number("SELECT MAX(ProcessID) FROM FileControl");
        for (String fileName : fileNames) {
            cluster.sql()
                    .execute("INSERT INTO FileParameters (ProcessID, FileName, Parameter1, Parameter2, Status)"
                            + " VALUES (" + processId + ", '" + fileName + "', 'one', NULL, 'Pending')");
        }
        return processId;
    }
}
