package estiva.worker.guess;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A statement for a table that would hold a file's rows, in T-SQL. */
final class TableSketch {
    private static final List<Integer> LENGTHS = List.of(10, 20, 50, 100, 200, 400, 1000, 4000);

    private TableSketch() {}

    /** @param columns one for each of the sample's that can be read, called as the table's columns will be */
    static String of(String target, List<ColumnGuess> columns, Sample sample) {
        List<Integer> readable = sample.readable();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "    [" + columns.get(i).column().name().replace("]", "]]") + "] "
                        + type(columns.get(i), sample, readable.get(i)) + " NULL")
                .collect(Collectors.joining(",\n", "CREATE TABLE " + target + " (\n", "\n)"));
    }

    private static String type(ColumnGuess column, Sample sample, int index) {
        String declared = sample.type(index);
        return declared == null || declared.equals("NVARCHAR") ? type(column, sample.column(index)) : declared;
    }

    private static String type(ColumnGuess column, List<Sample.Field> fields) {
        return switch (column.column().kind()) {
            case DECIMAL -> "DECIMAL(18, " + scale(fields) + ")";
            case DATETIME2 -> "DATETIME2(3)";
            case DATETIMEOFFSET -> "DATETIMEOFFSET(3)";
            case TIME -> "TIME(3)";
            case UUID -> "UNIQUEIDENTIFIER";
            case TEXT -> "NVARCHAR(" + length(fields) + ")";
            default -> column.column().kind().name();
        };
    }

    /** What is written with two digits more later is still taken. */
    private static int scale(List<Sample.Field> fields) {
        return 2 + fields.stream().mapToInt(TableSketch::fraction).max().orElse(0);
    }

    /** Digits after the point. */
    private static int fraction(Sample.Field field) {
        String text = field.text().strip();
        int point = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        return point < 0 ? 0 : Math.min(8, text.length() - point - 1);
    }

    /** With room for values longer than those that were seen. */
    private static String length(List<Sample.Field> fields) {
        int longest =
                fields.stream().mapToInt(field -> field.text().length()).max().orElse(25);
        return LENGTHS.stream()
                .filter(each -> each >= 2 * longest)
                .findFirst()
                .map(String::valueOf)
                .orElse("MAX");
    }
}
