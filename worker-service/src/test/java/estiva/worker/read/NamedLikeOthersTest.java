package estiva.worker.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not what their name or their import says. */
class NamedLikeOthersTest {

    private static final byte[] TEXT = "a,b\n1,2\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1f8b0800000000000000 | is packed with gzip; say \"compression\": \"gzip\" in the import's format",
                "504b03041400 | is a zip or a workbook; say \"compression\": \"zip\", or \"type\": \"xlsx\", in the import's format",
                "504b0506000000000000 | is a zip or a workbook; say \"compression\": \"zip\", or \"type\": \"xlsx\", in the import's format",
                "425a68393141592653590000 | is packed with bzip2, which is not read; unpack it",
                "fd377a585a000004 | is packed with xz, which is not read; unpack it",
                "28b52ffd0458 | is packed with Zstandard, which is not read; unpack it",
                "377abcaf271c0004 | is packed with 7-Zip, which is not read; unpack it",
                "526172211a0700 | is packed with RAR, which is not read; unpack it",
                "d0cf11e0a1b11ae10000 | is a document of an older Office (a workbook xls), or has a password; save it as text, or as xlsx without a password",
                "504152311504 | is a parquet file; say \"type\": \"parquet\" in the import's format",
                "255044462d312e37 | is a PDF; its tables are not read",
            })
    void whatIsNoTextIsCalledByItsName(String hex, String message) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(hex);
        for (String type : new String[] {"csv", "jsonl"}) {
            assertRefused("f.csv", bytes, "{'target':'T','format':{'type':'" + type + "'}}", message);
        }
        String inside =
                "holds no text, but what " + message.substring(0, message.indexOf(';')) + " itself; unpack it once";
        assertRefused("f.csv.gz", gzip(bytes), "{'target':'T'}", inside);
        assertRefused("f.zip", zip("a.csv", bytes), "{'target':'T'}", inside);
    }

    @ParameterizedTest
    @CsvSource({"PAR1", "BZh9", "PK", "Rar!", "%PDF", "7z"})
    void textsThatBeginAlikeAreTexts(String name) throws Exception {
        assertThat(ReadFiles.rows(write("f.csv", (name + ",b\n1,2\n").getBytes(UTF_8)), "{'target':'T'}"))
                .containsExactly("1|2 @2");
    }

    @Test
    void whatIsNoWorkbookIsSaidToLookLikeWhatItIs() throws Exception {
        assertLooksLike("text, such as csv", "a;b\n1;São\n".getBytes(UTF_8));
        assertLooksLike("text, such as csv", "a\tb\n1\tSão\n".getBytes(ISO_8859_1));
        assertLooksLike("HTML", "\uFEFF <html><body><table><tr><td>1</td></tr></table>".getBytes(UTF_8));
        assertLooksLike("HTML", "<TABLE border=1><tr><td>1</td></tr></TABLE>".getBytes(UTF_8));
        assertLooksLike(
                "XML", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>".getBytes(UTF_8));
        assertLooksLike("JSON", "{\"a\":1}\n".getBytes(UTF_8));
        assertLooksLike("no file that is read", new byte[] {1, 2, 3, 4, 5});
        assertRefused(
                "f.xlsx",
                gzip(TEXT),
                "{'target':'T','format':{'type':'xlsx'}}",
                "is no workbook: it is packed with gzip; say \"compression\": \"gzip\" in the import's format");
    }

    @Test
    void membersWithAPasswordAndWaysOfPackingAreSaidInPlainWords() throws Exception {
        byte[] encrypted = zip("a.csv", TEXT);
        encrypted[directory(encrypted) + 8] |= 1;
        assertRefused(
                "f.zip", encrypted, "{'target':'T'}", "is encrypted: member a.csv has a password; pack it without one");
        int[] methods = {12, 14, 9, 93, 77};
        String[] names = {"bzip2", "LZMA", "Deflate64", "Zstandard", "method 77"};
        for (int i = 0; i < methods.length; i++) {
            byte[] other = zip("a.csv", TEXT);
            other[directory(other) + 10] = (byte) methods[i];
            assertRefused(
                    "f.zip",
                    other,
                    "{'target':'T'}",
                    "has member a.csv packed by " + names[i]
                            + ", which is not read; pack it by deflate, as most programs do");
        }
    }

    @Test
    void foldersOfWindowsInAZipAreFolders() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : new String[] {"2025\\", "2025\\sales.csv", "2026\\sales.csv", "__MACOSX\\x"}) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.startsWith("2026") ? TEXT : new byte[0]);
            }
        }
        Path path = write("f.zip", out.toByteArray());
        for (String member : new String[] {"2026/sales.csv", "2026/*"}) {
            assertThat(ReadFiles.rows(path, "{'target':'T','format':{'member':'" + member + "'}}"))
                    .containsExactly("1|2 @2");
        }
        assertThatThrownBy(() -> ReadFiles.rows(path, "{'target':'T','format':{'member':'sales.csv'}}"))
                .hasMessageStartingWith("holds 2 files like sales.csv");
    }

    private void assertLooksLike(String kind, byte[] bytes) throws Exception {
        assertRefused(
                "f.xlsx",
                bytes,
                "{'target':'T','format':{'type':'xlsx'}}",
                "is no workbook: it looks like " + kind
                        + "; save it as xlsx, or say in the import's format what it is");
    }

    private void assertRefused(String name, byte[] bytes, String spec, String message) throws Exception {
        Path path = write(name, bytes);
        assertThatThrownBy(() -> ReadFiles.rows(path, spec))
                .as(name)
                .isInstanceOf(UnreadableFile.class)
                .hasMessage(message);
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static int directory(byte[] zip) {
        for (int at = 0; ; at++) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 1 && zip[at + 3] == 2) {
                return at;
            }
        }
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
