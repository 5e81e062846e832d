package estiva.worker.read;

import java.util.List;

/** Rows without any value, which are no rows: counted, since people may miss them. */
public final class EmptyRows {

    private long count;
    private long first;

    public void count(long line) {
        first = count++ == 0 ? line : first;
    }

    public List<String> notes() {
        return count == 0
                ? List.of()
                : List.of((count == 1 ? "1 row" : count + " rows") + " without any value skipped, the first in line "
                        + first);
    }
}
