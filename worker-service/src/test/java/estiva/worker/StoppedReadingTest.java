package estiva.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import estiva.control.Configured;
import estiva.control.files.EndlessFiles;
import estiva.control.files.FileRoot;
import estiva.control.process.ControlTables;
import estiva.control.process.Status;
import estiva.control.worker.Worker;
import estiva.worker.claim.HeldRuns;
import estiva.worker.config.WorkerConfig;
import estiva.worker.process.EmptyPages;
import estiva.worker.process.LoadFiles;
import estiva.worker.process.LoadedRuns;
import estiva.worker.process.ProcessLoader;
import estiva.worker.process.Runs;
import estiva.worker.process.SmallProcesses;
import estiva.worker.read.LongParts;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Spool;
import estiva.worker.read.TestWorkbook;
import io.agroal.api.AgroalDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that would be read for hours, some for ever, without a row: a cancel or a lost lease ends them, and frees the slot. */
class StoppedReadingTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** As an operator may set them: what an uploader can do without is only more bytes. */
    private static final ReadLimits GENEROUS =
            new ReadLimits(Long.MAX_VALUE, Integer.MAX_VALUE, 10_000, Long.MAX_VALUE, 1 << 25, 1L << 26);

    private static final int MEBIBYTES = 24_000;
    private static final String CELLS =
            "<row><c t=\"inlineStr\"><is><t>Id</t></is></c></row><row><c t=\"s\"><v>0</v></c></row>";

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @TempDir
    Path disk;

    private final EndlessFiles endless = new EndlessFiles();
    private final WorkerConfig config = Configured.of(WorkerConfig.class, "estiva.worker.slots", "1");
    private AgroalDataSource heartbeats;
    private LoadFiles files;
    private Runs runs;
    private HeldRuns held;
    private LoadedRuns loaded;
    private Heartbeat heartbeat;
    private Worker worker;

    /** What keeps a reader busy. */
    enum Busy {
        CSV_COMMENTS("{'format':{'comment':'#'}}"),
        CSV_EMPTY_LINES("{}"),
        CSV_COMMENTS_BEHIND_ROWS("{'format':{'comment':'#'}}"),
        CSV_WITHOUT_QUOTES("{'format':{'comment':'#','quote':''}}"),
        CSV_SKIPPED_LINE("{'format':{'skipLines':1,'quote':''}}"),
        CSV_TO_BE_STAGED("{'format':{'comment':'#'},'mode':'replace','scope':'all'}"),
        CSV_TO_BE_HASHED("{'commit':{'per':'rows','rows':1000}}"),
        FIXED_EMPTY_LINES("{'format':{'type':'fixed','fields':[{'name':'Id','length':4}]}}"),
        JSONL_BLANK_LINES("{'format':{'type':'jsonl'}}"),
        GZIP_COMMENTS("{'format':{'compression':'gzip','comment':'#'}}"),
        GZIP_OF_NOTHING("{'format':{'compression':'gzip'}}"),
        ZIP_COMMENTS("{'format':{'compression':'zip','comment':'#'}}", "CsvText."),
        ZIP_TO_BE_COPIED("{'format':{'compression':'zip'}}"),
        XLSX_EMPTY_ROWS("{'format':{'type':'xlsx'}}", "XlsxFile.readRow"),
        XLSX_SHARED_STRINGS("{'format':{'type':'xlsx'}}", "SharedStrings.read"),
        XLSX_STYLES("{'format':{'type':'xlsx'}}", "CellStyles.read"),
        XLSX_ONE_CELL("{'format':{'type':'xlsx'}}", "OfficeXml.readText"),
        PARQUET_EMPTY_PAGES("{'format':{'type':'parquet'}}", "Pages.next");

        private final String definition;
        private final String place;

        Busy(String definition) {
            this(definition, null);
        }

        /** @param place the class and the method that is busy with a file on the disk; null: the file is endless */
        Busy(String definition, String place) {
            this.place = place;
            this.definition =
                    definition.replaceFirst("^\\{", "{'target':'Quay'" + (definition.equals("{}") ? "" : ","));
        }

        boolean isOnDisk() {
            return place != null;
        }
    }

    @BeforeAll
    static void target() {
        tables.sql("CREATE TABLE Quay (Id INT NULL)");
    }

    @AfterEach
    void close() {
        if (runs != null) {
            runs.releaseAll();
            until("the run is let go", held::isEmpty);
            runs.close();
            heartbeats.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Busy.class)
    void aCancelEndsTheReadingAndFreesTheSlot(Busy busy) throws Exception {
        long id = reading(busy);

        tables.processes.cancel(id);
        long begun = System.nanoTime();
        heartbeat.beat(worker.workerId());
        until("the run is let go", held::isEmpty);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        assertThat(tables.status(id)).isEqualTo(Status.CANCELLED);
        assertThat(tables.file(id, 0).lastError()).isEqualTo("Cancelled");
        assertThatTheSlotIsFree();
    }

    @ParameterizedTest
    @EnumSource(Busy.class)
    void aLostLeaseEndsTheReadingAndFreesTheSlot(Busy busy) throws Exception {
        long id = reading(busy);

        tables.lapse(held.all().get(0).claim());
        tables.rescueLapsed(Duration.ofMinutes(1));
        long begun = System.nanoTime();
        heartbeat.beat(worker.workerId());
        until("the run is let go", held::isEmpty);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        assertThat(tables.status(id)).isEqualTo(Status.PENDING);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Quay")).isZero();
        tables.processes.cancel(id);
        assertThatTheSlotIsFree();
    }

    /** Registers the file, and returns when the worker's only slot reads it. */
    private long reading(Busy busy) throws Exception {
        FileRoot root = busy.isOnDisk() ? new FileRoot(disk, Optional.empty()) : endless.root();
        files = new LoadFiles(tables, disk, root, new RowFiles(GENEROUS, new Spool(disk, Long.MAX_VALUE)));
        files.define("ClienteA", busy.definition);
        files.define("ClienteB", "{'target':'Quay'}");
        write(busy);
        heartbeats = tables.testDatabase().pool(1);
        ProcessLoader loader = files.processLoader(Long.MAX_VALUE);
        held = new HeldRuns(files.metrics);
        loaded = new LoadedRuns(tables.claims, held);
        runs = new Runs(
                held,
                loaded,
                tables.claims,
                loader,
                new SmallProcesses(files.tasks, tables.loads, files.loader, files.memory, files.metrics),
                config);
        heartbeat = new Heartbeat(heartbeats, held, config);
        worker = tables.worker("W", 1);
        long id = tables.register("ClienteA", "file");
        take();
        until("the file is being read", () -> busy.isOnDisk() ? isAt(busy.place) : endless.bytesRead() > 1 << 20);
        return id;
    }

    private void take() {
        tables.round(worker, 1);
        runs.take(tables.claims.of(worker.workerId()), System.nanoTime());
    }

    private void assertThatTheSlotIsFree() {
        long next = tables.register("ClienteB", "missing.csv");
        until("the next process has found the slot", () -> {
            take();
            loaded.finish();
            return tables.status(next) == Status.FAILED;
        });
    }

    private void write(Busy busy) throws Exception {
        Path path = disk.resolve("file");
        switch (busy) {
            case CSV_COMMENTS, CSV_WITHOUT_QUOTES, CSV_TO_BE_STAGED, CSV_TO_BE_HASHED -> put("", "# no row\n");
            case CSV_EMPTY_LINES, FIXED_EMPTY_LINES -> put("", "\n");
            case CSV_COMMENTS_BEHIND_ROWS -> put("Id\n1\n2\n", "# no row\n");
            case CSV_SKIPPED_LINE -> put("", "a line without an end ");
            case JSONL_BLANK_LINES -> put("", "    \r\n");
            case GZIP_COMMENTS -> endless.put("file", gzipHeader(), LongParts.block("# no row\n"));
            // Blocks of nothing, each of five bytes.
            case GZIP_OF_NOTHING -> endless.put("file", gzipHeader(), new byte[] {0, 0, 0, -1, -1});
            case ZIP_TO_BE_COPIED -> put("PK", "zip");
            case ZIP_COMMENTS ->
                new LongParts().part("a.csv", "", "# no row\n", MEBIBYTES).writeTo(path);
            case XLSX_EMPTY_ROWS ->
                workbook()
                        .part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>", "<row/>", MEBIBYTES)
                        .writeTo(path);
            case XLSX_SHARED_STRINGS ->
                workbook()
                        .part("xl/sharedStrings.xml", "<sst>", "<phoneticPr/>", MEBIBYTES)
                        .writeTo(path);
            case XLSX_STYLES ->
                workbook()
                        .part("xl/styles.xml", "<styleSheet>", "<font/>", MEBIBYTES)
                        .writeTo(path);
            case XLSX_ONE_CELL ->
                workbook()
                        .part(
                                "xl/worksheets/sheet1.xml",
                                "<worksheet><sheetData><row><c t=\"inlineStr\"><is>",
                                "<rPh>x</rPh>",
                                MEBIBYTES)
                        .writeTo(path);
            case PARQUET_EMPTY_PAGES -> EmptyPages.writeTo(path);
        }
    }

    private LongParts workbook() throws Exception {
        return new LongParts().partsOf(new TestWorkbook().sheet("S", CELLS).writeTo(disk.resolve("short.xlsx")));
    }

    private void put(String begin, String repeated) {
        endless.put("file", begin.getBytes(UTF_8), repeated.repeat(1_000).getBytes(UTF_8));
    }

    private static byte[] gzipHeader() {
        return "\u001f\u008b\b\0\0\0\0\0\0\0".getBytes(ISO_8859_1);
    }

    /** Whether some thread is there at this moment. */
    private static boolean isAt(String place) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .filter(frame -> frame.getClassName().startsWith("estiva.worker.read."))
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .anyMatch(frame -> frame.contains("." + place));
    }

    private static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(2)).until(condition);
    }
}
