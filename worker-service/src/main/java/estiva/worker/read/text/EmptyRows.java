package estiva.worker.read.text;

import java.util.List;

/** Rows without any value, which are no rows: counted, since people may miss them. */
final class EmptyRows {

    private long count;
    private long first;

    void count(long line) {
        first = count++ == 0 ? line : first;
    }

    List<String> notes() {
        return count == 0
                ? List.of()
                : List.of((count == 1 ? "1 row" : count + " rows") + " without any value skipped, the first in line "
                        + first);
    }
}
