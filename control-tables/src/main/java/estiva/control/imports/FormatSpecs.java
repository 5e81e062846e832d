package estiva.control.imports;

import estiva.control.imports.FileFormat.Compression;
import estiva.control.imports.FileFormat.Field;
import estiva.control.imports.FileFormat.Type;
import estiva.control.imports.InvalidSpec.Violation;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the schema cannot say of how files are written. */
final class FormatSpecs {
    private static final Set<Type> TEXT = EnumSet.of(Type.csv, Type.fixed, Type.jsonl);

    private final FileFormat format;
    private final List<Violation> found;

    private FormatSpecs(FileFormat format, List<Violation> found) {
        this.format = format;
        this.found = found;
    }

    static void check(FileFormat format, List<Violation> found) {
        FormatSpecs specs = new FormatSpecs(format, found);
        specs.checkFit();
        specs.checkEncoding();
        specs.checkPositions();
        specs.checkSigns();
        specs.checkFields();
    }

    /** A member that would be passed over is a misunderstanding. */
    private void checkFit() {
        fits("compression", format.compression(), TEXT);
        fits("member", format.member(), TEXT);
        fits("encoding", format.encoding(), EnumSet.of(Type.csv, Type.fixed, Type.jsonl, Type.parquet));
        fits("delimiter", format.delimiter(), EnumSet.of(Type.csv));
        fits("quote", format.quote(), EnumSet.of(Type.csv));
        fits("escape", format.escape(), EnumSet.of(Type.csv));
        fits("comment", format.comment(), EnumSet.of(Type.csv, Type.fixed));
        fits("header", format.header(), EnumSet.of(Type.csv, Type.xlsx));
        fits("skipLines", format.skipLines(), EnumSet.of(Type.csv, Type.fixed, Type.xlsx));
        fits("fields", format.fields(), EnumSet.of(Type.fixed));
        fits("recordLength", format.recordLength(), EnumSet.of(Type.fixed));
        fits("quotes", format.quotes(), EnumSet.of(Type.csv));
        fits("lineBreaksInFields", format.lineBreaksInFields(), EnumSet.of(Type.csv));
        fits("emptyRows", format.emptyRows(), EnumSet.of(Type.csv, Type.fixed));
        fits("shortRows", format.shortRows(), EnumSet.of(Type.csv, Type.fixed));
        fits("positions", format.positions(), EnumSet.of(Type.fixed));
        fits("sheet", format.sheet(), EnumSet.of(Type.xlsx));
        if (format.member() != null && format.compression() != null && format.compression() != Compression.zip) {
            violation("member", "fits compression zip only");
        }
    }

    private void fits(String member, Object value, Set<Type> types) {
        if (value != null && !types.contains(format.typeOrDefault())) {
            violation(member, "does not fit type " + format.typeOrDefault() + ", only " + types);
        }
    }

    private void checkEncoding() {
        try {
            Charset.forName(format.encodingOrDefault());
        } catch (IllegalArgumentException e) {
            violation("encoding", "'" + format.encoding() + "' is not a known encoding");
        }
    }

    private void checkPositions() {
        if (format.countsBytes()
                && format.encodingOrDefault().toUpperCase(Locale.ROOT).contains("2022")) {
            violation(
                    "positions",
                    "cannot be bytes in encoding " + format.encoding() + ", whose characters have no"
                            + " length of their own");
        }
    }

    private void checkSigns() {
        String delimiter = format.delimiterOrDefault();
        String quote = format.hasQuote() ? String.valueOf(format.quoteOrDefault()) : "";
        if (delimiter.contains("\n") || delimiter.contains("\r")) {
            violation("delimiter", "must not hold a line break");
        }
        if (!quote.isEmpty() && delimiter.contains(quote)) {
            violation("quote", "must differ from the delimiter");
        }
        if (format.escape() != null && delimiter.contains(format.escape())) {
            violation("escape", "must differ from the delimiter");
        }
        if (format.comment() != null && (delimiter + quote).contains(format.comment())) {
            violation("comment", "must differ from the delimiter and the quote");
        }
    }

    private void checkFields() {
        List<Field> fields = format.fieldsOrEmpty();
        if (format.typeOrDefault() == Type.fixed && fields.isEmpty()) {
            violation("fields", "must say where each field of a line stands");
        }
        for (int i = 0; i < fields.size() - 1; i++) {
            if (fields.get(i).length() == null) {
                violation("fields[" + i + "].length", "must be given; only the last field may do without");
            }
        }
        if (format.recordLength() != null && format.fillsShortRows()) {
            violation("shortRows", "cannot be null with recordLength: a record that is cut off is no short row");
        }
        if (format.recordLength() != null) {
            checkRecord(fields, format.recordLength());
        }
    }

    private void checkRecord(List<Field> fields, int recordLength) {
        long end = 0;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            long start = field.start() == null ? end : field.start() - 1;
            end = start + (field.length() == null ? 1 : field.length());
            if (end > recordLength) {
                violation("fields[" + i + "]", "ends after character " + recordLength + ", the last one of the record");
            }
        }
    }

    private void violation(String member, String message) {
        found.add(new Violation("format." + member, message));
    }
}
