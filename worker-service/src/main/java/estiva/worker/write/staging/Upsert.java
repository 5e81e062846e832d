package estiva.worker.write.staging;

import estiva.worker.convert.TargetColumn;
import estiva.worker.write.TargetRefused;
import estiva.worker.write.TargetTable;
import estiva.worker.write.staging.Constraints.UniqueIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Staged rows take the place of rows that have the same key, or come to what is there. */
public final class Upsert extends Publisher {

    private final List<TargetColumn> key;
    private final Doubled doubled;

    public Upsert(Staging staging, List<TargetColumn> key, Doubled doubled) {
        super(staging);
        this.key = List.copyOf(key);
        this.doubled = doubled;
    }

    /** Which of several staged rows with one key counts. */
    public enum Doubled {
        FIRST,
        LAST,
        NONE
    }

    /** Without such an index a key could be there twice, and a concurrent load could put it there. */
    public static void requireUniqueIndex(Connection connection, TargetTable table, List<String> keys)
            throws SQLException, TargetRefused {
        Set<String> wanted = lowerCase(keys);
        List<UniqueIndex> indexes = Constraints.uniqueIndexes(connection, table);
        if (indexes.stream().noneMatch(index -> lowerCase(index.columns()).equals(wanted))) {
            String found = indexes.isEmpty()
                    ? "it has none at all"
                    : "it has " + indexes.stream().map(UniqueIndex::toString).collect(Collectors.joining(", "));
            throw new TargetRefused("mode upsert needs a unique index of table " + table.name()
                    + " on exactly the import's keys (" + String.join(", ", keys) + "), without a filter; " + found);
        }
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }

    @Override
    public Prepared prepare(Connection connection) throws SQLException {
        staging.index(connection, "Key", key);
        return switch (doubled) {
            case FIRST -> new Prepared(skip(connection, " < s."), 0);
            case LAST -> new Prepared(skip(connection, " > s."), 0);
            case NONE -> {
                String reason = "has the same key as another row of the file ("
                        + key.stream().map(TargetColumn::name).collect(Collectors.joining(", ")) + ")";
                yield new Prepared(
                        0, staging.refuse(connection, reason, staging.another(key, " <> s." + staging.row())));
            }
        };
    }

    private long skip(Connection connection, String isBetter) throws SQLException {
        String another = staging.another(key, isBetter + staging.row()).sql();
        return Fragment.of(staging.vendor().delete(staging.quoted(), another)).execute(connection);
    }

    /** Of the same key: it will be updated, and so is in no staged row's way. */
    @Override
    Fragment staying() {
        return Fragment.of("NOT (" + staging.sameKeyInTarget("t", key) + ")");
    }

    /**
     * A row that another load has inserted and committed between the two statements is neither updated by the first nor
     * inserted by the second: the next try updates it. Where an index drops rows, it may have been that.
     */
    @Override
    Published write(Connection connection, long rows) throws SQLException {
        List<TargetColumn> others = staging.columns().stream()
                .filter(column -> !key.contains(column))
                .toList();
        Map<String, String> set = new LinkedHashMap<>();
        (others.isEmpty() ? key : others).forEach(it -> set.put(staging.quote(it), "s." + staging.staged(it)));
        String sameKey = staging.sameKeyInTarget("t", key);
        long updated = Fragment.of(staging.vendor()
                        .update(
                                staging.target().quoted(),
                                set,
                                staging.quoted(),
                                sameKey + " AND s." + staging.reason() + " IS NULL"))
                .execute(connection);
        long inserted = insert(
                connection,
                " AND NOT EXISTS (SELECT 1 FROM " + staging.target().quoted() + " t WHERE " + sameKey + ")");
        if (updated + inserted < rows && !staging.target().traits().dropsDoubles()) {
            throw new SQLTransientException("another load has written rows of the same keys to "
                    + staging.target().quoted() + " at the same moment");
        }
        return new Published(inserted, updated, 0);
    }
}
