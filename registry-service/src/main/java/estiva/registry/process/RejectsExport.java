package estiva.registry.process;

import estiva.control.imports.FileFormat;
import estiva.control.imports.ImportDefinitions;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The rejected rows of a file as a file, page by page, however many there are. */
@Singleton
class RejectsExport {
    private static final int PAGE = 500;
    /** Where a row's text is cut: the width of its column. */
    private static final int LONGEST_TEXT = 4000;

    private final FileRejectRepository rejects;
    private final ImportDefinitions definitions;

    RejectsExport(FileRejectRepository rejects, ImportDefinitions definitions) {
        this.rejects = rejects;
        this.definitions = definitions;
    }

    StreamingOutput of(FileParameters file) {
        return out -> {
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                write(file, writer);
            }
        };
    }

    void write(FileParameters file, Appendable out) throws IOException {
        FileFormat format = format(file);
        boolean isDelimited = format.typeOrDefault() == FileFormat.Type.csv;
        RejectsCsv csv = new RejectsCsv(out, isDelimited ? format : FileFormat.DEFAULT);
        if (isDelimited) {
            begin(csv, format, file);
        } else {
            csv.begin(0, List.of("RawText"));
        }
        long written = 0;
        List<FileReject> page = rejects.ofFile(file.fileId, 0, PAGE);
        while (!page.isEmpty()) {
            for (FileReject reject : page) {
                write(csv, reject, isDelimited);
            }
            written += page.size();
            page = rejects.ofFile(file.fileId, page.get(page.size() - 1).rejectId, PAGE);
        }
        long rejected = file.rowsRejected == null ? written : file.rowsRejected;
        if (rejected > written) {
            csv.remark(rejected - written + " more rows were rejected, whose text was not kept");
        }
    }

    private void begin(RejectsCsv csv, FileFormat format, FileParameters file) throws IOException {
        Optional<List<String>> names = format.hasHeader() ? rejects.header(file.fileId) : Optional.empty();
        csv.begin(format.skipLinesOrDefault(), names.orElse(List.of()));
        if (format.hasHeader() && names.isEmpty()) {
            csv.remark("The names of the columns were not kept; copy them from the source");
        }
    }

    /** A row whose text is not whole must not be taken for one that is. */
    private static void write(RejectsCsv csv, FileReject reject, boolean isDelimited) throws IOException {
        boolean isWhole = reject.rawText != null && reject.rawText.length() < LONGEST_TEXT;
        if (reject.rawText == null) {
            csv.remark("Row " + reject.rowNumber + " of the source: its text was not kept; it was rejected because "
                    + what(reject));
        } else if (isDelimited && !isWhole) {
            csv.remark("Row " + reject.rowNumber + " of the source is not here in full; it was rejected because "
                    + what(reject));
        } else {
            csv.row(reject, isDelimited);
        }
    }

    private static String what(FileReject reject) {
        return (reject.columnName == null ? "it" : "column " + reject.columnName) + " " + reject.reason;
    }

    private FileFormat format(FileParameters file) {
        return file.importName == null || file.importVersion == null
                ? FileFormat.DEFAULT
                : definitions
                        .version(file.importName, file.importVersion)
                        .map(definition -> definition.definition().formatOrDefault())
                        .orElse(FileFormat.DEFAULT);
    }
}
