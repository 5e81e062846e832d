package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import estiva.system.ControlRows.LogRow;
import estiva.system.ControlRows.ProcessRow;
import estiva.system.ControlRows.RejectRow;
import estiva.system.DemoManifest.SampleProcess;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Registered over HTTP, dispatched, loaded, Completed: the samples of the demo through real processes. */
class WholePathIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static TestCluster cluster;
    private static DemoManifest manifest;
    private static final Map<SampleProcess, Long> IDS = new LinkedHashMap<>();

    @BeforeAll
    static void loadTheSamples() throws IOException, SQLException {
        cluster = TestCluster.start(WholePathIT.class, settings -> settings);
        manifest = SampleFiles.writeTo(cluster.files());
        for (SampleImport by : SampleImport.values()) {
            cluster.sql().execute(by.createTable());
            cluster.registry().putImport(by.importName(), by.definition());
        }
        for (SampleProcess process : manifest.processes()) {
            IDS.put(process, cluster.registry().register(process.registration()));
        }
        IDS.values().forEach(id -> cluster.awaitOver(id, LIMIT));
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void everyFileEndsAsTheManifestSays() throws SQLException {
        assertThat(Outcome.read(manifest, IDS, cluster.tables())).allMatch(Outcome::isAsExpected);
    }

    @Test
    void aProcessIsCompletedOnlyIfAllItsFilesAre() throws SQLException {
        for (SampleProcess process : manifest.processes()) {
            ProcessRow row = cluster.tables().process(IDS.get(process));

            assertThat(row.status()).as(row.toString()).isEqualTo(process.expectedStatus());
            assertThat(row.endTime()).isAfterOrEqualTo(row.startTime());
            assertThat(row.startTime()).isAfterOrEqualTo(row.createdAt());
            assertThat(row.attempt()).isZero();
        }
    }

    @Test
    void theRegistryAnswersWhatTheTablesHold() throws SQLException {
        for (long id : IDS.values()) {
            ProcessRow row = cluster.tables().process(id);

            RegistryClient.ProcessView view = cluster.registry().process(id);

            assertThat(view.processName()).isEqualTo(row.processName());
            assertThat(view.status()).isEqualTo(row.status());
            assertThat(cluster.registry().files(id))
                    .hasSameSizeAs(cluster.tables().files(id));
        }
    }

    @Test
    void everyRowAndEveryDecimalIsInItsTable() throws SQLException {
        for (SampleImport by : SampleImport.values()) {
            List<Object> found = cluster.sql()
                    .rows("SELECT COUNT(*), SUM(" + by.amountColumn() + ") FROM " + by.table())
                    .get(0);

            assertThat(((Number) found.get(0)).longValue()).as(by.table()).isEqualTo(manifest.rowsOf(by));
            assertThat((BigDecimal) found.get(1)).as(by.table()).isEqualByComparingTo(manifest.totalOf(by));
        }
    }

    @Test
    void accentsArriveAsTheyWereWrittenInBothEncodings() throws SQLException {
        assertThat(cluster.sql().rows("SELECT DISTINCT Shift FROM DemoSale"))
                .containsExactlyInAnyOrder(List.of("manhã"), List.of("tarde"));
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM DemoSale WHERE Product = ?", "Pão de açúcar"))
                .isPositive();
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM DemoCustomer WHERE City = ?", "Florianópolis"))
                .isPositive();
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM DemoOrder WHERE LoadedFor = ?", "ClienteB"))
                .isEqualTo(manifest.rowsOf(SampleImport.ORDERS));
    }

    @Test
    void emptyFieldsAndNullTokensAreNull() throws SQLException {
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM DemoProduct WHERE Stock IS NULL"))
                .isEqualTo(3_000 / 7 + 40 / 7);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM DemoStock WHERE ExpiresOn IS NULL"))
                .isEqualTo(1_500 / 9 + 1_800 / 9);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM DemoStock WHERE Batch IS NULL"))
                .isEqualTo(1_500 / 4 + 1_800 / 4);
    }

    @Test
    void aMissingFileFailsWithItsNameAndLeavesTheOthersAlone() throws SQLException {
        Outcome missing = outcome("pedidos_2025_12.csv");

        assertThat(missing.actual().status()).isEqualTo("Failed");
        assertThat(missing.reason()).contains("pedidos_2025_12.csv");
        assertThat(outcome("pedidos_2025_11.csv").actual().status()).isEqualTo("Completed");
        assertThat(cluster.tables().fileLog(missing.actual().fileId()))
                .extracting(LogRow::message)
                .anyMatch(message -> message.contains("pedidos_2025_12.csv"));
    }

    @Test
    void badRowsAreKeptWithRowColumnAndReason() throws SQLException {
        long fileId = outcome("entregas_norte.csv").actual().fileId();

        List<RejectRow> rejects = cluster.tables().rejects(fileId);

        assertThat(rejects)
                .extracting(RejectRow::rowNumber, RejectRow::columnName, RejectRow::rejectedValue)
                .containsExactly(
                        tuple(2_501L, "4", "muito pesado"),
                        tuple(2_502L, "3", "ontem à tarde"),
                        tuple(2_503L, "1", ""));
        assertThat(rejects).extracting(RejectRow::reason).noneMatch(String::isBlank);
    }

    @Test
    void everyProcessAndEveryFileHasItsLog() throws SQLException {
        for (long id : IDS.values()) {
            assertThat(cluster.tables().processLog(id)).isNotEmpty();
            for (ControlRows.FileRow file : cluster.tables().files(id)) {
                assertThat(cluster.tables().fileLog(file.fileId()))
                        .as(file.fileName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void timesAreUtc() throws SQLException {
        LocalDateTime utc = LocalDateTime.now(ZoneOffset.UTC);

        for (ProcessRow row : cluster.tables().processes()) {
            assertThat(row.createdAt()).isCloseTo(utc, within(10, ChronoUnit.MINUTES));
            assertThat(row.endTime()).isCloseTo(utc, within(10, ChronoUnit.MINUTES));
        }
    }

    @Test
    void oneClientNeverHasTwoProcessesInProgress() throws IOException, SQLException {
        cluster.makeBulkImport("Overlap");
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            String file = "overlap_" + i + ".csv";
            BulkFile.write(cluster.files().resolve(file), i * 1_000L, 1_000);
            ids.add(cluster.registry().register(Registration.of("Overlap " + i % 3, "Overlap", file)));
        }

        ids.forEach(id -> cluster.awaitOver(id, LIMIT));

        for (int client = 0; client < 3; client++) {
            String name = "Overlap " + client;
            List<ProcessRow> inOrder = cluster.tables().processes().stream()
                    .filter(row -> row.processName().equals(name))
                    .toList();
            assertThat(inOrder).hasSize(6).allMatch(row -> row.status().equals("Completed"));
            for (int i = 1; i < inOrder.size(); i++) {
                assertThat(inOrder.get(i).startTime())
                        .isAfterOrEqualTo(inOrder.get(i - 1).endTime());
            }
        }
        assertThat(cluster.sql().number("SELECT COUNT(DISTINCT Id) FROM Overlap"))
                .isEqualTo(18_000);
        assertThat(cluster.sql().number("SELECT COUNT(*) FROM Overlap")).isEqualTo(18_000);
    }

    private static Outcome outcome(String fileName) throws SQLException {
        return Outcome.read(manifest, IDS, cluster.tables()).stream()
                .filter(outcome -> outcome.expected().fileName().equals(fileName))
                .findFirst()
                .orElseThrow();
    }
}
