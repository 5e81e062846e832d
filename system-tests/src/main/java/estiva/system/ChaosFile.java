package estiva.system;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file of a chaos run. Each of its rows is marked with process, file and row, and the table that they load has no key:
 * a row that came twice is there twice.
 *
 * @param process its process's number, counted by us and not by the database
 */
record ChaosFile(String client, int process, int file, int rows) {

    static final String TABLE = "ChaosRow";
    static final String CREATE_TABLE = "CREATE TABLE " + TABLE + """
             (Client NVARCHAR(60) NOT NULL, ProcessNo INT NOT NULL, FileNo INT NOT NULL, RowNo INT NOT NULL,
             Payload NVARCHAR(100))""";
    static final String DEFINITION = "{\"target\": \"" + TABLE + "\", \"duplicates\": \"allow\"}";

    String name() {
        return "p" + process + "_f" + file + ".csv";
    }

    /** Under another name first, so that a full disk leaves no half of it behind. */
    void write(Path folder) throws IOException {
        Path part = folder.resolve(name() + ".part");
        try {
            try (Writer writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                writer.write("Client,ProcessNo,FileNo,RowNo,Payload\n");
                for (int row = 1; row <= rows; row++) {
                    writer.write(client + "," + process + "," + file + "," + row + "," + payload(row) + "\n");
                }
            }
            Files.move(part, folder.resolve(name()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private String payload(int row) {
        return "São João " + process * 31L + row * 7L;
    }
}
