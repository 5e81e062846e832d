package estiva.control.audit;

import static estiva.control.process.ControlTables.DEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.client.ClientSettings;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import estiva.control.inbox.InboxFiles;
import estiva.control.inbox.InboxFiles.InboxFile;
import estiva.control.inspect.Inspection.Kind;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Inspections;
import estiva.control.process.ControlTables;
import estiva.control.process.NewProcess;
import estiva.control.process.Registrations.RequestKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each change has one row, in its transaction; what changes nothing has none. */
class AuditsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private AuditRows audit;

    @BeforeEach
    void rows() {
        audit = new AuditRows(tables.database);
    }

    @Test
    void aRegistrationTellsWhoAndHowMany() {
        long id = tables.register("ClienteA", "a.csv", "b.csv");

        assertThat(audit.all())
                .containsExactly(
                        row("client.add", "client", "ClienteA", null, "{\"processName\":\"ClienteA\"}", "done"),
                        row("process.register", "process", String.valueOf(id), null, "{\"files\":2}", "done"));
    }

    private static AuditRows.Row row(
            String action, String kind, String subject, String before, String after, String outcome) {
        return new AuditRows.Row(
                DEED.identity(),
                DEED.means(),
                DEED.address(),
                action,
                kind,
                subject,
                "ClienteA",
                before,
                after,
                outcome);
    }

    @Test
    void aRepeatedRegistrationHasNoSecondRow() {
        RequestKey key = new RequestKey("key", "hash");
        tables.registrations.register(process("ClienteA", "a.csv"), key, DEED);
        tables.registrations.register(process("ClienteA", "a.csv"), key, DEED);

        assertThat(audit.of("process.register")).hasSize(1);
    }

    private static NewProcess process(String client, String file) {
        return new NewProcess(client, null, null, 0, null, null, "tester", ControlTables.files(file));
    }

    @Test
    void aRegistrationThatIsRolledBackLeavesNoRow() {
        tables.clients.ensure("ClienteA", DEED);
        String tooLong = "x".repeat(401);

        assertThatThrownBy(() -> tables.registrations.register(process("ClienteA", tooLong), null, DEED))
                .isInstanceOf(RuntimeException.class);

        assertThat(audit.of("process.register")).isEmpty();
    }

    @Test
    void theInboxIsTheOneThatRegisters() {
        new InboxFiles(tables.database, tables.clients)
                .register(new InboxFile("inbox/ClienteA/a.csv", 1, Instant.EPOCH, null), process("ClienteA", "a.csv"));

        assertThat(audit.of("process.register"))
                .extracting(AuditRows.Row::identityName, AuditRows.Row::means, AuditRows.Row::address)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("inbox", "inbox", null));
    }

    @Test
    void aClientsRowTellsOnlyWhatChanged() {
        tables.clients.ensure("ClienteA", DEED);
        tables.clients.update("clientea", settings(7, 45), DEED);
        tables.clients.update("ClienteA", settings(7, 45), DEED);
        tables.clients.update("ClienteA", settings(null, 0), DEED);

        assertThat(audit.of("client.change"))
                .containsExactly(
                        row(
                                "client.change",
                                "client",
                                "ClienteA",
                                "{\"priority\":1,\"maxRunMinutes\":null}",
                                "{\"priority\":7,\"maxRunMinutes\":45}",
                                "done"),
                        row(
                                "client.change",
                                "client",
                                "ClienteA",
                                "{\"maxRunMinutes\":45}",
                                "{\"maxRunMinutes\":null}",
                                "done"));
    }

    private static ClientSettings settings(Integer priority, Integer maxRunMinutes) {
        return new ClientSettings(
                null, priority, null, null, null, null, null, null, null, null, null, maxRunMinutes, null, null);
    }

    @Test
    void cancelAndRetryTellTheStatusesAndWhatWasAskedFor() {
        long id = tables.register("ClienteA", "a.csv");
        tables.processes.cancel(id, DEED);
        tables.processes.cancel(id, DEED);
        tables.processes.retry(id, true, DEED);
        tables.processes.retry(id, true, DEED);

        assertThat(audit.of("process.cancel"))
                .containsExactly(row(
                        "process.cancel",
                        "process",
                        String.valueOf(id),
                        "{\"status\":\"Pending\"}",
                        "{\"status\":\"Cancelled\"}",
                        "done"));
        assertThat(audit.of("process.retry")).hasSize(1).allSatisfy(row -> {
            assertThat(row.before()).contains("\"status\":\"Cancelled\"");
            assertThat(row.after()).contains("\"status\":\"Pending\"", "\"sameVersion\":true", "\"force\":false");
        });
    }

    @Test
    void aRunningProcessIsAskedToStopOnce() {
        long id = tables.register("ClienteA", "a.csv");
        tables.sql("UPDATE FileControl SET Status = 'InProgress' WHERE ProcessID = " + id);
        tables.processes.cancel(id, DEED);
        tables.processes.cancel(id, DEED);
        tables.sql("UPDATE FileControl SET CancelRequestedAt = NULL WHERE ProcessID = " + id);
        tables.processes.cancel(id);

        assertThat(audit.of("process.cancel"))
                .containsExactly(row(
                        "process.cancel",
                        "process",
                        String.valueOf(id),
                        null,
                        "{\"cancelRequested\":true}",
                        "requested"));
    }

    @Test
    void aDefinitionIsKnownByItsVersionAndHash() throws Exception {
        ImportDefinitions definitions = new ImportDefinitions(tables.database);
        definitions.put("cities", spec("Cities"), DEED);
        definitions.put("cities", spec("Cities"), DEED);
        definitions.put("Cities", spec("Towns"), DEED);

        List<AuditRows.Row> rows = audit.of("import.put");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).before()).isNull();
        assertThat(rows.get(0).after())
                .contains("\"version\":1", "\"sha256\":\"")
                .doesNotContain("Cities");
        assertThat(rows.get(1).before()).isEqualTo(rows.get(0).after());
        assertThat(rows.get(1).after()).contains("\"version\":2");
        assertThat(rows.get(1).subject()).isEqualTo("cities");
        assertThat(definitions.current("cities").orElseThrow().createdBy()).isEqualTo("tester");
        assertThat(definitions.versions("cities", null, 1, estiva.control.client.VisibleClients.ALL))
                .allSatisfy(version -> assertThat(version.createdBy()).isEqualTo("tester"));
    }

    private static ImportSpec spec(String target) throws Exception {
        return ImportSpecs.read(new ObjectMapper()
                .readTree("{\"target\":\"" + target + "\",\"processName\":\"ClienteA\",\"fileNames\":\"c*\"}"));
    }

    @Test
    void aPreviewIsRecordedWithItsFile() {
        Inspections inspections = new Inspections(tables.database);
        long id = inspections.ask(
                Kind.Preview, new InspectionRequest("a.csv", "in", "ClienteA", null, null, null, "T", 5), DEED);

        assertThat(audit.all())
                .containsExactly(row(
                        "file.preview",
                        "file",
                        "in/a.csv",
                        null,
                        "{\"inspectionId\":" + id + ",\"target\":\"T\",\"rows\":5}",
                        "done"));
        assertThat(inspections.find(id).orElseThrow().askedBy()).isEqualTo("tester");
    }

    @Test
    void whatIsTooLongOrCannotBeSeenIsCutAndShown() {
        Deed wide = new Deed("n".repeat(300), "m".repeat(300) + "\n", "a".repeat(100));
        Act act = new Act("client.add", "client", "s\n" + "x".repeat(500), "p".repeat(300));
        tables.database.useTransaction(handle -> Audits.done(handle, wide, act, Changed.to(java.util.Map.of())));

        assertThat(audit.all()).hasSize(1).allSatisfy(row -> {
            assertThat(row.identityName()).hasSize(255);
            assertThat(row.subject()).startsWith("s\\nx").hasSize(400);
        });
    }
}
