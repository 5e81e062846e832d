package estiva.control.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The values of an {@code IN (<list>)}. */
public final class InList {
    private InList() {}

    /**
     * Repeats the last value until the length is a power of two. So a statement has a dozen texts instead of one for each
     * length, and everything that keeps statements by their text, from Jdbi's parser to the server's plans, finds it again.
     */
    public static <T> List<T> of(Collection<T> values) {
        List<T> padded = new ArrayList<>(values);
        if (padded.isEmpty()) {
            return padded;
        }
        T last = padded.get(padded.size() - 1);
        while (Integer.bitCount(padded.size()) > 1) {
            padded.add(last);
        }
        return padded;
    }
}
