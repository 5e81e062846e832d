package estiva.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Files that keep within the read limits, or just about, and take as much memory as a format lets them. */
record GreedyFiles(Path folder) {

    private static final int LONG = 16 * 1024 * 1024 - 100;

    /** @param letter that each text begins with: one beyond Latin-1 makes all of a text take two bytes */
    void sharedTexts(String name, char letter, int texts) throws IOException {
        try (GreedyWorkbook book = new GreedyWorkbook(path(name))) {
            book.shared(to -> {
                        to.write("<si><t>a</t></si>");
                        for (int i = 1; i < texts; i++) {
                            to.write("<si><t>" + letter + random(i, 999) + "</t></si>");
                        }
                    })
                    .styles(to -> to.write("<cellXfs/>"))
                    .sheet(to -> to.write("<sheetData>" + GreedyWorkbook.ROWS + "</sheetData>"));
        }
    }

    void longStyles(String name) throws IOException {
        try (GreedyWorkbook book = new GreedyWorkbook(path(name))) {
            book.shared(to -> to.write("<si><t>a</t></si>"))
                    .styles(to -> {
                        for (int i = 0; i < 2_500; i++) {
                            to.write("<numFmt numFmtId=\"" + (200 + i) + "\" formatCode=\"" + random(i, 1_000)
                                    + "0".repeat(59_000) + "\"/>");
                        }
                    })
                    .sheet(to -> to.write("<sheetData>" + GreedyWorkbook.ROWS + "</sheetData>"));
        }
    }

    void manyNames(String name) throws IOException {
        try (GreedyWorkbook book = new GreedyWorkbook(path(name))) {
            book.shared(to -> to.write("<si><t>a</t></si>"))
                    .styles(to -> to.write("<cellXfs/>"))
                    .sheet(to -> {
                        for (int i = 0; i < 1_500_000; i++) {
                            to.write("<a" + i + "/>");
                        }
                        to.write("<sheetData>" + GreedyWorkbook.ROWS + "</sheetData>");
                    });
        }
    }

    /** One field of nearly as many characters as a row may have. */
    void longField(String name) throws IOException {
        write(name, to -> {
            to.write("Code,Note\na,");
            to.write("x".repeat(LONG));
            to.write("\nb,y\n");
        });
    }

    /** Fields that are empty take no characters, but each has a place. */
    void manyColumns(String name, int columns, int rows) throws IOException {
        write(name, to -> {
            to.write("Code");
            for (int i = 1; i < columns; i++) {
                to.write(",C" + i);
            }
            for (int row = 0; row < rows; row++) {
                to.write("\na" + ",".repeat(columns - 1));
            }
        });
    }

    void rejects(String name) throws IOException {
        write(name, to -> {
            to.write("Code\n");
            for (int i = 0; i < 2_000; i++) {
                to.write(random(i, 6_000) + "\n");
            }
        });
    }

    void longObject(String name) throws IOException {
        write(
                name,
                to -> to.write(
                        "{\"Code\":\"a\",\"Note\":\"" + "\\u00e9x".repeat(LONG / 7 - 10) + "\"}\n{\"Code\":\"b\"}\n"));
    }

    void manyMembers(String name) throws IOException {
        write(name, to -> {
            to.write("{\"Code\":\"a\"");
            for (int i = 0; i < 1_400_000; i++) {
                to.write(",\"" + Integer.toString(i, 36) + "\":1");
            }
            to.write("}\n{\"Code\":\"b\"}\n");
        });
    }

    void longRecords(String name, int length) throws IOException {
        write(name, to -> to.write("a" + " ".repeat(length - 1) + "b" + " ".repeat(length - 1)));
    }

    void manyEntries(String name) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path(name)))) {
            for (int i = 0; i < 9_900; i++) {
                zip.putNextEntry(new ZipEntry("x".repeat(1_500) + i));
            }
            zip.putNextEntry(new ZipEntry("data.csv"));
            zip.write("Code\na\nb\n".getBytes(UTF_8));
        }
    }

    /** Expands to 150 times its size. */
    void bomb(String name, int rows) throws IOException {
        try (Writer to = new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(path(name))), UTF_8)) {
            to.write("Code,Note\n");
            for (int i = 0; i < rows; i++) {
                to.write("a," + random(i, 1_000) + " ".repeat(98_000) + "\n");
            }
        }
    }

    /** @param hasDictionary whether all texts of a column are in its dictionary; otherwise they are in one page */
    void parquet(String name, boolean hasDictionary) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message greedy { required binary Code (STRING); required binary One (STRING); required binary Two (STRING); }");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path(name)))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withDictionaryEncoding(hasDictionary)
                .withDictionaryPageSize(64 << 20)
                .withPageSize(64 << 20)
                .withPageRowCountLimit(100_000)
                .build()) {
            for (int i = 0; i < 20_000; i++) {
                writer.write(new SimpleGroup(schema)
                        .append("Code", "a")
                        .append("One", random(i, 1_000))
                        .append("Two", random(-i, 1_000)));
            }
        }
    }

    private static String random(int seed, int length) {
        byte[] bytes = new byte[length / 2];
        new Random(seed).nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void write(String name, GreedyWorkbook.Part content) throws IOException {
        try (OutputStream out = Files.newOutputStream(path(name));
                Writer to = new BufferedWriter(new OutputStreamWriter(out, UTF_8), 1 << 16)) {
            content.to(to);
        }
    }

    private Path path(String name) {
        return folder.resolve(name);
    }
}
