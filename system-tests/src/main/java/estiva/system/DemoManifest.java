package estiva.system;

import estiva.system.RegistryClient.Registration;
import java.math.BigDecimal;
import java.util.List;

/** What is registered, and how each file is to end. */
public record DemoManifest(List<SampleProcess> processes) {

    /** One registration and the end that its files must come to, in the same order. */
    public record SampleProcess(Registration registration, SampleImport by, List<ExpectedFile> files) {

        /** A process is Completed only if all its files are. */
        public String expectedStatus() {
            return files.stream().allMatch(file -> file.status().equals("Completed")) ? "Completed" : "Failed";
        }
    }

    /**
     * @param total sum of the loaded rows' amount column
     * @param reason what the file's last error must contain; empty where nothing goes wrong
     */
    public record ExpectedFile(
            String fileName, String status, long rows, long rejected, BigDecimal total, String reason) {

        static ExpectedFile missing(String fileName) {
            return new ExpectedFile(fileName, "Failed", 0, 0, BigDecimal.ZERO, fileName);
        }
    }

    public List<ExpectedFile> files() {
        return processes.stream().flatMap(process -> process.files().stream()).toList();
    }

    public long rowsOf(SampleImport by) {
        return of(by).stream().mapToLong(ExpectedFile::rows).sum();
    }

    public BigDecimal totalOf(SampleImport by) {
        return of(by).stream().map(ExpectedFile::total).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<ExpectedFile> of(SampleImport by) {
        return processes.stream()
                .filter(process -> process.by() == by)
                .flatMap(process -> process.files().stream())
                .toList();
    }
}
