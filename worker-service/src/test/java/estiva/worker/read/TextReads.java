package estiva.worker.read;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are read as an import may describe them, in short. */
abstract class TextReads {

    @TempDir
    Path folder;

    /** @param format members of the format, such as {@code 'delimiter':';'} */
    List<String> read(String text, String format) throws Exception {
        return ReadFiles.rows(write(text, StandardCharsets.UTF_8), spec(format));
    }

    /** As {@link #read}, of files whose columns are read by position, up to that one. */
    List<String> readByPosition(String text, String format, int columns) throws Exception {
        return ReadFiles.rows(write(text, StandardCharsets.UTF_8), byPosition(format, columns));
    }

    /** What people are told of a file that was read to its end. */
    List<String> notes(String text, String format) throws Exception {
        try (RowFile file = ReadFiles.open(write(text, StandardCharsets.UTF_8), spec(format))) {
            while (file.next() != null) {
                // to the end
            }
            return file.notes();
        }
    }

    List<String> names(String text, String format) throws Exception {
        try (RowFile file = ReadFiles.open(write(text, StandardCharsets.UTF_8), spec(format))) {
            return file.header().orElseThrow().names();
        }
    }

    Path write(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("file.txt"), text.getBytes(charset));
    }

    static String spec(String format) {
        return "{'target':'T','format':{" + format + "}}";
    }

    static String byPosition(String format, int columns) {
        StringBuilder sources = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
            sources.append(i == 1 ? "" : ",").append("{'source':" + i + ",'target':'C" + i + "'}");
        }
        return "{'target':'T','format':{'header':false" + (format.isEmpty() ? "" : "," + format) + "},'columns':["
                + sources + "]}";
    }
}
