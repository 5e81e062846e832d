package estiva.worker.read;

import java.util.ArrayList;
import java.util.List;

/** The column names of a file, without the blanks around them. */
public record Header(List<String> names) {

    private static final int LONGEST_LIST = 2000;

    public Header {
        names = List.copyOf(names);
    }

    public static Header of(Row row) {
        List<String> names = new ArrayList<>(row.fieldCount());
        for (int field = 0; field < row.fieldCount(); field++) {
            names.add(row.text(field, LONGEST_LIST).strip());
        }
        return new Header(names);
    }

    public int size() {
        return names.size();
    }

    /** The names as a message shows them. */
    @Override
    public String toString() {
        String list = String.join(", ", names);
        return list.length() > LONGEST_LIST ? list.substring(0, LONGEST_LIST) + "..." : list;
    }
}
