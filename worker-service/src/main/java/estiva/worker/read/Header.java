package estiva.worker.read;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The column names of a file, without the blanks and the invisible characters around them.
 *
 * @param declared what the file itself says of each column; empty: nothing
 */
public record Header(List<String> names, List<Declared> declared) {

    private static final int LONGEST_LIST = 2000;
    /** As the file has it, as it is compared with those of the import, and on its way to the rejects. */
    private static final long COPIES = 3;

    private static final long NAME_BYTES = COPIES * 100;

    /**
     * @param type the T-SQL type that holds all its values; NVARCHAR without a length, which is not known
     * @param problem why it is not read, as a sentence's end; null: it is
     */
    public record Declared(String type, String problem) {}

    public Header {
        names = List.copyOf(names);
        declared = List.copyOf(declared);
    }

    public Header(List<String> names) {
        this(names, List.of());
    }

    /** @param memory in which the names stay, and what a load makes of them */
    public static Header of(Row row, MemoryShare memory) {
        memory.take(row.fieldCount() * NAME_BYTES + COPIES * Character.BYTES * row.length());
        List<String> names = new ArrayList<>(row.fieldCount());
        for (int field = 0; field < row.fieldCount(); field++) {
            names.add(Invisible.strip(row.text(field, LONGEST_LIST)));
        }
        return new Header(names);
    }

    public int size() {
        return names.size();
    }

    /** Why the column is not read, as a sentence's end; null: it is. */
    public String problem(int column) {
        return declared.isEmpty() ? null : declared.get(column).problem();
    }

    /** Whether the file declares bytes, which are no text as they are. */
    public boolean isBinary(int column) {
        return !declared.isEmpty()
                && declared.get(column).type() != null
                && declared.get(column).type().contains("BINARY");
    }

    /** Some names as a message shows them, each in quotes. */
    public static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
    }

    /** The names as a message shows them. */
    @Override
    public String toString() {
        String list = String.join(", ", names);
        return list.length() > LONGEST_LIST ? list.substring(0, LONGEST_LIST) + "..." : list;
    }
}
