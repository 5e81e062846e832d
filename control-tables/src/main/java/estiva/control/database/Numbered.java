package estiva.control.database;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text of statements whose parameters come several times, with a number each: {@code :id0}, {@code :id1} and so on. */
public final class Numbered {
    private Numbered() {}

    /** @return {@code :id0, :id1}: what stands in the brackets of an IN */
    public static String list(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> ":" + name + i).collect(Collectors.joining(", "));
    }

    /** @return {@code WHEN :id0 THEN :value0 WHEN :id1 THEN :value1}: what stands in a CASE of the column of the keys */
    public static String whens(String key, String value, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "WHEN :" + key + i + " THEN :" + value + i)
                .collect(Collectors.joining(" "));
    }
}
