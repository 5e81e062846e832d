package estiva.worker.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {

    private static final String PLAIN = "{'target':'T'}";
    private static final byte[] TEXT = "a,b\n1,São João\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    @Test
    void gzipAndZipAreKnownByTheEndOfTheName() throws Exception {
        assertThat(ReadFiles.rows(gzip("file.csv.GZ", TEXT), PLAIN)).containsExactly("1|São João @2");
        assertThat(ReadFiles.rows(zip("file.zip", "in/file.csv", TEXT), PLAIN)).containsExactly("1|São João @2");
    }

    @Test
    void theImportMaySayThatANameMisleads() throws Exception {
        assertThat(ReadFiles.rows(gzip("file.csv", TEXT), "{'target':'T','format':{'compression':'gzip'}}"))
                .hasSize(1);
        assertThat(ReadFiles.rows(
                        Files.write(folder.resolve("file.gz"), TEXT), "{'target':'T','format':{'compression':'none'}}"))
                .hasSize(1);
    }

    @Test
    void gzipInSeveralPartsIsReadToItsEnd() throws Exception {
        Path first = gzip("a.gz", "a\n1\n".getBytes(UTF_8));
        Path second = gzip("b.gz", "2\n".getBytes(UTF_8));
        Path both = folder.resolve("both.gz");
        Files.write(both, Files.readAllBytes(first));
        Files.write(both, Files.readAllBytes(second), StandardOpenOption.APPEND);
        assertThat(ReadFiles.rows(both, PLAIN)).containsExactly("1 @2", "2 @3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file.gz", "file.zip"})
    void theHashAndTheSizeAreThoseOfTheBytesAsStored(String name) throws Exception {
        Path path = name.endsWith("gz") ? gzip(name, TEXT) : zip(name, "file.csv", TEXT);
        try (RowFile file = ReadFiles.open(path, PLAIN)) {
            while (file.next() != null) {
                assertThat(file.rowsRead()).isOne();
            }
            assertThat(file.size()).isEqualTo(Files.size(path));
            assertThat(file.hash()).isEqualTo(ReadFiles.sha256(path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file.gz", "file.zip", "file.xlsx"})
    void aPackedFileThatChangesWhileItIsReadIsAFailure(String name) throws Exception {
        Path path = name.endsWith("gz")
                ? gzip(name, TEXT)
                : name.endsWith("zip")
                        ? zip(name, "file.csv", TEXT)
                        : new TestWorkbook()
                                .sheet("S", "<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")
                                .writeTo(folder.resolve(name));
        String spec = name.endsWith("xlsx") ? "{'target':'T','format':{'type':'xlsx'}}" : PLAIN;
        try (RowFile file = ReadFiles.open(path, spec)) {
            assertThat(file.next()).isNotNull();
            Files.write(path, new byte[] {0}, StandardOpenOption.APPEND);
            assertThatThrownBy(file::next)
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageStartingWith("changed while it was read");
        }
    }

    @Test
    void theMemberIsFoundByItsPattern() throws Exception {
        Path path = folder.resolve("several.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            put(zip, "cidades.csv", TEXT);
            put(zip, "__MACOSX/._cidades.csv", TEXT);
            put(zip, "sub/vendas-1.CSV", "a\n7\n".getBytes(UTF_8));
            put(zip, "sub/vendas-2.txt", TEXT);
        }
        assertThat(ReadFiles.rows(path, "{'target':'T','format':{'member':'Vendas*.csv'}}"))
                .containsExactly("7 @2");
        assertThatThrownBy(() -> ReadFiles.rows(path, PLAIN))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("holds 3 files: cidades.csv, sub/vendas-1.CSV, sub/vendas-2.txt; say by the import's"
                        + " format.member which one is read, with its folder if others have the same name");
        assertThatThrownBy(() -> ReadFiles.rows(path, "{'target':'T','format':{'member':'x*'}}"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageStartingWith("holds no file like x*; there are cidades.csv");
    }

    @Test
    void aMembersNameIsMatchedAtOnceWhateverThePattern() throws Exception {
        Path path = folder.resolve("named.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            put(zip, "a".repeat(60_000), TEXT);
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(
                                () -> ReadFiles.rows(path, "{'target':'T','format':{'member':'*a*a*a*a*a*a*b'}}"))
                        .isInstanceOf(UnreadableFile.class)
                        .hasMessageStartingWith("holds no file like *a*a*a*a*a*a*b"));
    }

    @Test
    void aBombIsRefusedByItsRatioBeforeItIsExpanded() throws Exception {
        byte[] zeros = new byte[64 * 1024 * 1024];
        Arrays.fill(zeros, (byte) '\n');
        Path gzip = gzip("bomb.gz", zeros);
        Path zip = zip("bomb.zip", "bomb.csv", zeros);
        for (Path bomb : new Path[] {gzip, zip}) {
            assertThatThrownBy(() -> ReadFiles.rows(bomb, PLAIN))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("expands to more than 250 times its size")
                    .hasMessageContaining("estiva.worker.read.ratio");
        }
    }

    @Test
    void moreBytesThanTheLimitAreRefused() throws Exception {
        ReadLimits small = new ReadLimits(10, 250, 10_000, 1_000, 1_000, 1 << 26);
        assertThatThrownBy(() -> ReadFiles.rows(gzip("file.gz", TEXT), PLAIN, small))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("expands to more than 10 bytes");
    }

    @Test
    void moreRowsThanTheLimitAreRefusedOfWhatExpands() throws Exception {
        byte[] text = ("a\n" + "1\n".repeat(1_001)).getBytes(UTF_8);
        ReadLimits small = new ReadLimits(1_000_000, 250, 10, 1_000, 1_000, 1 << 26);
        assertThatThrownBy(() -> ReadFiles.rows(gzip("file.gz", text), PLAIN, small))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("expands to more than 1000 rows; if it is meant to, raise estiva.worker.read.rows");
        assertThat(ReadFiles.rows(Files.write(folder.resolve("file.csv"), text), PLAIN, small))
                .hasSize(1_001);
    }

    @Test
    void moreEntriesThanTheLimitAreRefused() throws Exception {
        Path path = folder.resolve("many.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            for (int i = 0; i < 4; i++) {
                put(zip, i + ".csv", TEXT);
            }
        }
        ReadLimits small = new ReadLimits(1_000_000, 250, 3, 1_000, 1_000, 1 << 26);
        assertThatThrownBy(() -> ReadFiles.rows(path, PLAIN, small))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("holds 4 entries where 3 are allowed; if it is meant to, raise estiva.worker.read.entries");
    }

    @Test
    void packedDataThatIsCutOffOrDamagedIsAFailure() throws Exception {
        byte[] text = "a\n".concat("0123456789\n".repeat(50_000)).getBytes(UTF_8);
        Path gzip = gzip("file.gz", text);
        byte[] whole = Files.readAllBytes(gzip);
        Files.write(gzip, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> ReadFiles.rows(gzip, PLAIN))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("cut off");
        whole[whole.length - 8] ^= 1;
        Files.write(gzip, whole);
        assertThatThrownBy(() -> ReadFiles.rows(gzip, PLAIN))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("damaged");
        Path zip = zip("file.zip", "file.csv", text);
        Files.write(zip, Arrays.copyOf(Files.readAllBytes(zip), 600));
        assertThatThrownBy(() -> ReadFiles.rows(zip, PLAIN))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("cut off");
    }

    @Test
    void whatIsNotPackedAsItsNameSaysIsAFailure() throws Exception {
        for (String name : new String[] {"file.gz", "file.zip"}) {
            Path path = Files.write(folder.resolve(name), "a\n1\n".repeat(20).getBytes(UTF_8));
            assertThatThrownBy(() -> ReadFiles.rows(path, PLAIN))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageMatching("is (not packed by gzip|no zip).*");
        }
        Path empty = Files.write(folder.resolve("empty.gz"), new byte[0]);
        assertThatThrownBy(() -> ReadFiles.rows(empty, PLAIN))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("is empty");
        Path nothing = gzip("nothing.gz", new byte[0]);
        assertThatThrownBy(() -> ReadFiles.rows(nothing, PLAIN))
                .isInstanceOf(UnreadableFile.class)
                .hasMessage("is empty");
    }

    @Test
    void membersOfTheSameNameAreToldApartByTheirFolders() throws Exception {
        Path path = folder.resolve("months.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            put(zip, "2026-10/sales.csv", "a\n10\n".getBytes(UTF_8));
            put(zip, "2026-11/sales.csv", "a\n11\n".getBytes(UTF_8));
        }
        for (String member : new String[] {"2026-11/sales.csv", "2026-11/*.CSV", "*2026-11*"}) {
            assertThat(ReadFiles.rows(path, "{'target':'T','format':{'member':'" + member + "'}}"))
                    .containsExactly("11 @2");
        }
    }

    private Path gzip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private Path zip(String name, String member, byte[] content) throws IOException {
        Path path = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
            zip.putNextEntry(new ZipEntry("folder/"));
            put(zip, member, content);
        }
        return path;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
