package estiva.control.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/**
 * One target column and where its value comes from: exactly one of {@code source} and {@code constant}.
 *
 * @param source a header name or, of jsonl, a path such as {@code address.city} (JSON string), or a position counted from 1 (JSON number)
 * @param constant a text, in which the {@link Placeholder}s are replaced
 * @param target the table's column; null: the same name as the source
 * @param format a pattern: {@link java.text.DecimalFormat} for numbers, {@link java.time.format.DateTimeFormatter}
 *     for dates and times
 * @param locale a BCP 47 tag for the format, such as {@code pt-BR}
 * @param timeZone of a date or time without offset: the zone in which it holds a value that has one; null: UTC
 * @param yearPivot of a format with {@code yy}: the last year that two digits stand for; null: 2049
 * @param round of a decimal: whether fraction digits that the column does not hold are rounded away; null: refused
 * @param trueValues of a bit: texts that mean true, besides 1, true and yes
 * @param falseValues of a bit: texts that mean false, besides 0, false and no
 * @param optional whether a file may lack the source, a name; the column then is as if it were empty; null: it may not
 * @param required whether an empty value is a bad row
 * @param nullTokens texts that stand for NULL in this column; null: those of the format
 * @param trim whether blanks around a text are dropped; null: as the format says
 * @param defaultValue a text, as the file would write it, that takes the place of NULL; placeholders are replaced
 * @param checks what values must be like
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportColumn(
        JsonNode source,
        String constant,
        String target,
        String format,
        String locale,
        String timeZone,
        Integer yearPivot,
        Boolean round,
        List<String> trueValues,
        List<String> falseValues,
        Boolean optional,
        Boolean required,
        List<String> nullTokens,
        Boolean trim,
        @JsonProperty("default") String defaultValue,
        ImportChecks checks) {

    public ImportColumn {
        source = DefinitionNumbers.place(source);
    }

    /** A column of the file that goes into the table's column of the same name. */
    public static ImportColumn named(String name) {
        return new ImportColumn(
                TextNode.valueOf(name),
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public boolean isOptional() {
        return optional != null && optional;
    }

    public boolean rounds() {
        return round != null && round;
    }

    public List<String> trueValuesOrEmpty() {
        return trueValues == null ? List.of() : trueValues;
    }

    public List<String> falseValuesOrEmpty() {
        return falseValues == null ? List.of() : falseValues;
    }

    public boolean isRequired() {
        return required != null && required;
    }

    /** The highest position that one of them is read from; 0: all are read by name. */
    public static int farthestSource(List<ImportColumn> columns) {
        return columns.stream()
                .filter(column -> column.source() != null && column.source().isInt())
                .mapToInt(column -> column.source().asInt())
                .max()
                .orElse(0);
    }
}
