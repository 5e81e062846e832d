package estiva.control.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The first rows of a file as they would be loaded.
 *
 * @param target the table, as the catalogue has it
 * @param columns of each row, in the order of its values
 * @param problem what keeps the file as a whole from being loaded; null: nothing that is known
 * @param isWhole whether the file has no more rows than these
 * @param notes what is good to know of the table, and keeps nothing from being loaded
 * @param takenBy the import that a file of this name takes for its client by fileNames; null: none, or no client is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(
        String target,
        List<Column> columns,
        List<Row> rows,
        String problem,
        boolean isWhole,
        List<String> notes,
        String takenBy) {

    public Preview(String target, List<Column> columns, List<Row> rows, String problem, boolean isWhole) {
        this(target, columns, rows, problem, isWhole, List.of(), null);
    }

    /** The same with what is good to know of the table. */
    public Preview noting(List<String> what) {
        return new Preview(target, columns, rows, problem, isWhole, what, takenBy);
    }

    /** The same with the import that a file takes which names none. */
    public Preview takenBy(Optional<String> importName) {
        return new Preview(target, columns, rows, problem, isWhole, notes, importName.orElse(null));
    }

    /** @param source the column of the file; null: a constant */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Column(String name, String type, String source) {}

    /**
     * @param row its number, 1 being the first data row
     * @param line where it starts in the file, from 1
     * @param values as texts; null for NULL, and where a fault stands instead
     * @param faults what is wrong with it; a row with none would be loaded, as far as can be told without the table
     */
    public record Row(long row, long line, List<String> values, List<Fault> faults) {}

    /** @param column of the file; null: the row as a whole */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Fault(String column, String value, String reason) {}
}
