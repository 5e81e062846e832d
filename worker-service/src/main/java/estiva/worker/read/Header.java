package estiva.worker.read;

import java.util.ArrayList;
import java.util.List;

/** The column names of a file, compared without case and without the blanks around them. */
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

    /** The positions, from 1, that bear the name. */
    public List<Integer> positionsOf(String name) {
        List<Integer> positions = new ArrayList<>(1);
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name.strip())) {
                positions.add(i + 1);
            }
        }
        return positions;
    }

    /** The names as a message shows them. */
    @Override
    public String toString() {
        String list = String.join(", ", names);
        return list.length() > LONGEST_LIST ? list.substring(0, LONGEST_LIST) + "..." : list;
    }
}
