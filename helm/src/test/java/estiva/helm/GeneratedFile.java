package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project that is made from others; {@code deploy/generate.sh} makes it anew. */
final class GeneratedFile {

    private GeneratedFile() {}

    /** Fails if the file does not hold the text, or writes it there if the project's files are being generated. */
    static void assertHolds(Path file, String text) throws IOException {
        if (Boolean.getBoolean("estiva.generate")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("%s is not what its sources make of it: run deploy/generate.sh", file)
                .isEqualTo(text);
    }
}
