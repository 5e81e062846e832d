package estiva.worker.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.files.FakeS3;
import estiva.control.files.S3Roots;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.process.TableRows.FileRow;
import estiva.worker.claim.Run;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Spool;
import estiva.worker.read.TestParquet;
import estiva.worker.read.TestWorkbook;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of files that are objects in a bucket. */
class S3LoadTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path disk;

    private FakeS3 s3;
    private LoadFiles files;
    private ProcessLoader loader;

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Parcel (Id INT NOT NULL, Note NVARCHAR(100))");
    }

    @BeforeEach
    void bucket() throws Exception {
        tables.sql("DELETE FROM Parcel");
        s3 = new FakeS3();
        worker(new Spool(disk, 1 << 20));
        define("{'target':'Parcel'}");
    }

    @AfterEach
    void close() {
        s3.close();
    }

    @Test
    void anObjectIsLoadedAndPutAway() throws Exception {
        define("{'target':'Parcel','afterwards':'move'}");
        s3.put("ClienteA/a.csv", "Id,Note\n1,x\n2,y\n");

        FileRow file = load("ClienteA/a.csv");

        assertThat(file.lastError()).isNull();
        assertThat(file.status()).isEqualTo(Status.COMPLETED);
        assertThat(ids()).isEqualTo("1,2");
        assertThat(s3.has("ClienteA/a.csv")).isFalse();
        assertThat(s3.text("done/ClienteA/a.csv")).isEqualTo("Id,Note\n1,x\n2,y\n");
    }

    @Test
    void smallObjectsAreNotReadOneAfterTheOtherWhereSlotsCanReadThemSideBySide() {
        s3.put("a.csv", "Id\n1\n");
        SmallProcesses together =
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.ledger, files.memory, files.metrics);

        assertThat(together.small(
                        files.claims(tables.register("ClienteA", "a.csv")).get(0)))
                .isEmpty();

        assertThat(s3.requests).isEmpty();
    }

    @Test
    void aMissingObjectFailsTheFileAndIsNamed() {
        FileRow file = load("late.csv");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("s3://files/clients/late.csv", "no such file");
    }

    @Test
    void anObjectThatMayNotBeReadFailsTheFileAndIsNamed() {
        s3.put("a.csv", "Id\n1\n");
        s3.answer("GET", 403, 1);

        FileRow file = load("a.csv");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("may not be read by the worker", "s3://files/clients/a.csv");
    }

    @Test
    void aConnectionThatBreaksForGoodInTheMiddleLoadsNothingAndIsTriedAgain() {
        s3.put("a.csv", rows(50_000));
        s3.breakOff(200_000, 1);
        s3.breakOff(0, 100);

        FileRow file = load("a.csv");

        assertThat(file.status()).isEqualTo(Status.PENDING);
        assertThat(tables.status(file.processId())).isEqualTo(Status.PENDING);
        assertThat(tables.process(file.processId()).lastError())
                .contains("a.csv", "the connection broke after 200000 bytes");
        assertThat(ids()).isEmpty();

        s3.heal();
        tables.sql("UPDATE FileControl SET NotBefore = NULL");
        tables.sql("UPDATE Client SET NextDue = <now>");
        run(files.claims(file.processId()).get(0));
        assertThat(tables.status(file.processId())).isEqualTo(Status.COMPLETED);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Parcel")).isEqualTo(50_000);
    }

    @Test
    void anObjectThatIsWrittenAnewDuringItsLoadIsRefused() throws Exception {
        s3.put("a.csv", rows(50_000));
        s3.breakOff(200_000, 1);
        s3.answer("GET", 412, 1);

        FileRow file = load("a.csv");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("a.csv", "changed while it was read");
        assertThat(ids()).isEmpty();
    }

    @Test
    void zipsWorkbooksAndParquetFilesAreReadFromACopyOfWhichNothingStays() throws Exception {
        s3.put("a.zip", zip("Id,Note\n1,x\n"));
        Path workbook = new TestWorkbook()
                .sheet("S", "<row><c t=\"inlineStr\"><is><t>Id</t></is></c></row><row><c><v>2</v></c></row>")
                .writeTo(Files.createTempFile("parcel", ".xlsx"));
        s3.put("b.xlsx", Files.readAllBytes(workbook));
        Files.delete(workbook);
        Path parquet = new TestParquet("required int32 Id;")
                .writeTo(Files.createTempFile("parcel", ".parquet"), row -> row.append("Id", 3));
        s3.put("c.parquet", Files.readAllBytes(parquet));
        Files.delete(parquet);

        assertThat(load("a.zip").lastError()).isNull();
        define("{'target':'Parcel','format':{'type':'xlsx'}}");
        assertThat(load("b.xlsx").lastError()).isNull();
        define("{'target':'Parcel','format':{'type':'parquet'}}");
        FileRow columnar = load("c.parquet");
        assertThat(columnar.lastError()).isNull();
        assertThat(columnar.contentHash()).hasSize(64);

        assertThat(ids()).isEqualTo("1,2,3");
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void aZipThatIsTooLargeForItsCopyIsRefused() throws Exception {
        worker(new Spool(disk, 10));
        s3.put("a.zip", zip("Id\n1\n"));

        FileRow file = load("a.zip");

        assertThat(file.status()).isEqualTo(Status.FAILED);
        assertThat(file.lastError()).contains("where 10 may be copied", "estiva.worker.read.spool-bytes");
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void aZipThatBreaksOffWhileItIsCopiedLeavesNothingAndIsTriedAgain() throws Exception {
        s3.put("a.zip", zip("Id\n1\n"));
        s3.breakOff(20, 1);
        s3.breakOff(0, 100);

        FileRow file = load("a.zip");

        assertThat(file.status()).isEqualTo(Status.PENDING);
        assertThat(disk).isEmptyDirectory();
    }

    @Test
    void aWorkerWithoutRoomForACopySaysWhereAndTriesAgain() throws Exception {
        worker(new Spool(disk.resolve("gone"), 1 << 20));
        s3.put("a.zip", zip("Id\n1\n"));

        FileRow file = load("a.zip");

        assertThat(file.status()).isEqualTo(Status.PENDING);
        assertThat(tables.process(file.processId()).lastError())
                .contains("no room for a copy in " + disk.resolve("gone"));
    }

    private void worker(Spool spool) {
        files = new LoadFiles(tables, disk, S3Roots.in(s3), new RowFiles(ReadLimits.DEFAULT, spool));
        loader = files.processLoader(10_000_000);
    }

    private FileRow load(String path) {
        long id = tables.register("ClienteA", path);
        run(files.claims(id).get(0));
        return tables.file(id, 0);
    }

    private void run(Run run) {
        if (loader.load(run)) {
            tables.claims.finish(run.claim());
        }
    }

    private void define(String json) throws Exception {
        files.define("ClienteA", json);
    }

    private static String rows(int count) {
        StringBuilder text = new StringBuilder("Id,Note\n");
        for (int i = 1; i <= count; i++) {
            text.append(i).append(",parcel\n");
        }
        return text.toString();
    }

    private static byte[] zip(String content) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(content.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String ids() {
        return tables.line("SELECT Id FROM Parcel ORDER BY Id");
    }
}
