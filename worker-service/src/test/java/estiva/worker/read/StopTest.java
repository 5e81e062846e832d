package estiva.worker.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two rows in each format, and a stop that comes before the first byte, or when only the hash of the rest is wanted. */
class StopTest {
    /** More than what is looked at before the first row. */
    private static final String REST = "\n".repeat(200);

    private static final byte[] TEXT = ("Id\n1\n2\n" + REST).getBytes(UTF_8);

    @TempDir
    Path folder;

    enum Format {
        CSV("{}"),
        CSV_WITHOUT_QUOTES("{'quote':''}"),
        FIXED("{'type':'fixed','skipLines':1,'fields':[{'name':'Id','length':1}]}"),
        JSONL("{'type':'jsonl'}"),
        GZIP("{'compression':'gzip'}"),
        ZIP("{'compression':'zip'}"),
        XLSX("{'type':'xlsx'}"),
        PARQUET("{'type':'parquet'}");

        private final ImportSpec spec;

        Format(String format) {
            try {
                String json = "{'target':'T','format':" + format + "}";
                spec = ImportSpecs.read(new ObjectMapper().readTree(json.replace('\'', '"')));
            } catch (Exception e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aStopBeforeTheFirstByteIsNoFaultOfTheFile(Format format) throws Exception {
        Path file = write(format);

        assertThatThrownBy(() -> open(format, file, () -> true)).isInstanceOf(ReadingStopped.class);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aStopEndsTheReadingOfTheRestThatIsOnlyHashed(Format format) throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (RowFile file = open(format, write(format), stop::get)) {
            assertThat(file.next()).isNotNull();
            assertThat(file.next()).isNotNull();

            stop.set(true);

            assertThatThrownBy(file::next).isInstanceOf(ReadingStopped.class);
        }
    }

    @Test
    void anInterruptOfTheReadingThreadIsAStopToo() throws Exception {
        try (RowFile file = open(Format.CSV, write(Format.CSV), Stop.NEVER)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> {
                        while (file.next() != null) {
                            // up to the end
                        }
                    })
                    .isInstanceOf(ReadingStopped.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private RowFile open(Format format, Path file, Stop stop) throws UnreadableFile {
        return new RowFiles(ReadLimits.DEFAULT).open(LocalFile.at(file), format.spec, TestMemory.share(), stop);
    }

    private Path write(Format format) throws IOException {
        Path path = folder.resolve("file");
        return switch (format) {
            case CSV, CSV_WITHOUT_QUOTES, FIXED -> Files.write(path, TEXT);
            case JSONL -> Files.writeString(path, "{\"Id\":1}\n{\"Id\":2}\n" + REST);
            case GZIP -> Files.write(path, gzip());
            case ZIP -> Files.write(path, zip());
            case XLSX ->
                new TestWorkbook()
                        .sheet(
                                "S",
                                "<row><c t=\"inlineStr\"><is><t>Id</t></is></c></row>"
                                        + "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")
                        .writeTo(path);
            case PARQUET ->
                new TestParquet("required int32 Id;")
                        .writeTo(path, row -> row.append("Id", 1), row -> row.append("Id", 2));
        };
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(TEXT);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.csv"));
            zip.write(TEXT);
        }
        return bytes.toByteArray();
    }
}
