package estiva.system;

import estiva.system.ControlRows.FileRow;
import estiva.system.DemoManifest.ExpectedFile;
import estiva.system.DemoManifest.SampleProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How one file of the manifest ended. */
public record Outcome(String client, ExpectedFile expected, FileRow actual) {

    /** @param processIds the processes that the manifest's registrations became */
    public static List<Outcome> read(DemoManifest manifest, Map<SampleProcess, Long> processIds, ControlRows tables)
            throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        for (SampleProcess process : manifest.processes()) {
            List<FileRow> files = tables.files(processIds.get(process));
            for (int i = 0; i < process.files().size(); i++) {
                outcomes.add(new Outcome(
                        process.registration().processName(), process.files().get(i), files.get(i)));
            }
        }
        return outcomes;
    }

    public boolean isAsExpected() {
        return actual.status().equals(expected.status())
                && actual.rowsLoaded() == expected.rows()
                && actual.rowsRejected() == expected.rejected()
                && (expected.reason().isEmpty() || reason().contains(expected.reason()));
    }

    public String reason() {
        return actual.lastError() == null ? "" : actual.lastError();
    }

    public Duration duration() {
        return actual.startTime() == null || actual.endTime() == null
                ? Duration.ZERO
                : Duration.between(actual.startTime(), actual.endTime());
    }
}
