package estiva.worker.load;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.FileFormat;
import estiva.control.imports.FormulaGuard;
import estiva.control.imports.ImportChecks;
import estiva.control.imports.ImportColumn;
import estiva.control.imports.RegexBudget;
import estiva.control.imports.RejectColumns;
import estiva.worker.convert.BadFormat;
import estiva.worker.convert.BadValue;
import estiva.worker.convert.FieldRule;
import estiva.worker.convert.Spelling;
import estiva.worker.convert.TargetColumn;
import estiva.worker.convert.ValueChecks;
import estiva.worker.read.Header;
import estiva.worker.read.Notation;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** Makes the rules by which fields and constants become values, as an import's columns say. */
final class ColumnRules {

    private final LoadRequest request;
    private final FieldRule.Blanks ofFormat;
    /** Of an export of rejected rows; null: this file is none. */
    private final FormulaGuard guard;

    private final RegexBudget regexes = new RegexBudget();

    /** @param header null: the file has none */
    ColumnRules(LoadRequest request, Header header) {
        this.request = request;
        FileFormat format = request.spec().formatOrDefault();
        boolean isExport = header != null && header.names().containsAll(RejectColumns.NAMES);
        guard = isExport ? new FormulaGuard(format) : null;
        ofFormat = new FieldRule.Blanks(format.trims(), format.nullTokensOrEmpty());
    }

    FieldRule field(TargetColumn target, ImportColumn column) throws PlanRefused {
        return rule(target, column, ofFormat).unguarding(guard);
    }

    /** What the column is in a file that lacks its source. */
    Object absent(TargetColumn target, ImportColumn column) throws PlanRefused {
        try {
            return rule(target, column, ofFormat).read(new char[0], 0, 0, Notation.NULL);
        } catch (BadValue e) {
            throw new PlanRefused("lacks column '" + column.source().asText() + "', and column " + target.name() + " "
                    + e.getMessage());
        }
    }

    Object constant(TargetColumn target, ImportColumn column) throws PlanRefused {
        return constant(target, column, column.constant());
    }

    Object constant(TargetColumn target, ImportColumn column, String constant) throws PlanRefused {
        String text = request.filled(constant);
        try {
            FieldRule rule = rule(target, column, new FieldRule.Blanks(false, List.of()));
            return rule.read(text.toCharArray(), 0, text.length(), Notation.PLAIN);
        } catch (BadValue e) {
            throw new PlanRefused("the constant for column " + target.name() + ": '" + text + "' " + e.getMessage());
        }
    }

    private FieldRule rule(TargetColumn target, ImportColumn column, FieldRule.Blanks absent) throws PlanRefused {
        FieldRule.Blanks blanks = new FieldRule.Blanks(
                column.trim() == null ? absent.trim() : column.trim(),
                column.nullTokens() == null ? absent.nullTokens() : column.nullTokens());
        try {
            Spelling spelling = spelling(column);
            FieldRule rule = FieldRule.of(target, spelling, blanks, column.isRequired());
            if (column.checks() != null) {
                rule.checking(ValueChecks.of(wanted(column.checks()), target, spelling));
            }
            return column.defaultValue() == null
                    ? rule
                    : withDefault(rule, target, request.filled(column.defaultValue()));
        } catch (BadFormat e) {
            throw new PlanRefused("column " + target.name() + ": " + e.getMessage());
        } catch (RegexBudget.Refused e) {
            throw new PlanRefused("column " + target.name() + ": checks.regex " + e.getMessage());
        }
    }

    private static Spelling spelling(ImportColumn column) throws BadFormat {
        return new Spelling(
                column.format(),
                column.locale(),
                zone(column.timeZone()),
                column.yearPivot(),
                column.rounds(),
                column.trueValuesOrEmpty(),
                column.falseValuesOrEmpty());
    }

    /** Checked when it was saved, but the zones of one Java are not those of another. */
    private static ZoneId zone(String name) throws BadFormat {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new BadFormat("timeZone '" + name + "' is not known; write it like America/Sao_Paulo or +02:00");
        }
    }

    private static FieldRule withDefault(FieldRule rule, TargetColumn target, String text) throws PlanRefused {
        if (text.isEmpty()) {
            return rule;
        }
        try {
            return rule.orElse(text);
        } catch (BadValue e) {
            throw new PlanRefused("the default for column " + target.name() + ": '" + text + "' " + e.getMessage());
        }
    }

    private ValueChecks.Wanted wanted(ImportChecks checks) throws RegexBudget.Refused {
        return new ValueChecks.Wanted(
                Boolean.TRUE.equals(checks.notNull()),
                text(checks.min()),
                text(checks.max()),
                checks.regex() == null ? null : regexes.compile(checks.regex()),
                checks.values() == null
                        ? List.of()
                        : checks.values().stream().map(ColumnRules::text).toList());
    }

    private static String text(JsonNode value) {
        return value == null || value.isNull() ? null : value.asText();
    }
}
