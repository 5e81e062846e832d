package estiva.worker.load;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.FileFormat;
import estiva.control.imports.ImportChecks;
import estiva.control.imports.ImportColumn;
import estiva.control.imports.Placeholder;
import estiva.control.imports.RegexBudget;
import estiva.worker.convert.BadFormat;
import estiva.worker.convert.BadValue;
import estiva.worker.convert.FieldRule;
import estiva.worker.convert.TargetColumn;
import estiva.worker.convert.ValueChecks;
import estiva.worker.read.Notation;
import java.util.List;

/** Makes the rules by which fields and constants become values, as an import's columns say. */
final class ColumnRules {

    private final LoadRequest request;
    private final FieldRule.Blanks ofFormat;
    private final RegexBudget regexes = new RegexBudget();

    ColumnRules(LoadRequest request) {
        this.request = request;
        FileFormat format = request.spec().formatOrDefault();
        ofFormat = new FieldRule.Blanks(format.trims(), format.nullTokensOrEmpty());
    }

    FieldRule field(TargetColumn target, ImportColumn column) throws PlanRefused {
        return rule(target, column, ofFormat);
    }

    Object constant(TargetColumn target, ImportColumn column) throws PlanRefused {
        return constant(target, column, column.constant());
    }

    Object constant(TargetColumn target, ImportColumn column, String constant) throws PlanRefused {
        String text = fill(constant);
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
            FieldRule rule = FieldRule.of(target, column.format(), column.locale(), blanks, column.isRequired());
            if (column.checks() != null) {
                rule.checking(ValueChecks.of(wanted(column.checks()), target));
            }
            return column.defaultValue() == null ? rule : withDefault(rule, target, fill(column.defaultValue()));
        } catch (BadFormat e) {
            throw new PlanRefused("column " + target.name() + ": " + e.getMessage());
        } catch (RegexBudget.Refused e) {
            throw new PlanRefused("column " + target.name() + ": checks.regex " + e.getMessage());
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

    private String fill(String text) {
        return Placeholder.fill(text, placeholder -> switch (placeholder) {
            case fileName -> request.fileName();
            case processName -> request.processName();
            case parameter1 -> request.parameter1();
            case parameter2 -> request.parameter2();
        });
    }
}
