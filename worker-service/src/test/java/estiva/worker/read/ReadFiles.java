package estiva.worker.read;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.files.LocalFile;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpecs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads a file as an import describes it, into texts that tests compare. */
final class ReadFiles {

    private ReadFiles() {}

    static RowFile open(Path path, String spec) throws Exception {
        return open(path, spec, ReadLimits.DEFAULT);
    }

    static RowFile open(Path path, String spec, ReadLimits limits) throws Exception {
        return open(path, spec, limits, TestMemory.share());
    }

    static RowFile open(Path path, String spec, ReadLimits limits, MemoryShare memory) throws Exception {
        ImportSpec read = ImportSpecs.read(new ObjectMapper().readTree(spec.replace('\'', '"')));
        return new RowFiles(limits).open(LocalFile.at(path), read, memory, Stop.NEVER);
    }

    /** Rows as {@code field|field @line}, NULL as ~, bad rows as {@code !problem @line}. */
    static List<String> rows(Path path, String spec) throws Exception {
        return rows(path, spec, ReadLimits.DEFAULT);
    }

    static List<String> rows(Path path, String spec, ReadLimits limits) throws Exception {
        List<String> rows = new ArrayList<>();
        try (RowFile file = open(path, spec, limits)) {
            for (Row row = file.next(); row != null; row = file.next()) {
                rows.add(text(row));
            }
        }
        return rows;
    }

    static String sha256(Path path) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path)));
    }

    private static String text(Row row) {
        if (row.problem() != null) {
            return "!" + row.problem() + " @" + row.line();
        }
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.fieldCount(); i++) {
            fields.add(row.notation(i) == Notation.NULL ? "~" : row.text(i, 100));
        }
        return String.join("|", fields) + " @" + row.line();
    }
}
