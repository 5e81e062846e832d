package estiva.worker.write.staging;

import estiva.control.database.DatabaseErrors;
import estiva.worker.convert.TargetColumn;
import estiva.worker.write.staging.Constraints.Check;
import estiva.worker.write.staging.Constraints.ForeignKey;
import estiva.worker.write.staging.Constraints.UniqueIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the staged rows that the target would refuse, set by set, and gives each its reason. What a row is refused for on
 * its own account comes first, so that no refused row stands in another one's way.
 */
public final class Violations {

    private final Staging staging;
    private final Publisher publisher;
    private final Map<String, String> columns = new HashMap<>();

    public Violations(Staging staging, Publisher publisher) {
        this.staging = staging;
        this.publisher = publisher;
    }

    /** @return how many rows got a reason just now */
    public long find(Connection connection) throws SQLException {
        Constraints constraints = Constraints.of(connection, staging.target());
        long found = 0;
        for (Check check : constraints.checks()) {
            found += find(connection, check);
        }
        for (ForeignKey key : constraints.foreignKeys()) {
            found += find(connection, key);
        }
        for (UniqueIndex index : constraints.uniqueIndexes()) {
            Optional<List<TargetColumn>> key = Constraints.filled(staging.columns(), index.columns());
            if (key.isPresent()) {
                found += findInTarget(connection, index, key.get()) + findTwice(connection, index, key.get());
            }
        }
        return found;
    }

    /** The target's column that a reason of {@link #find} is about, or null: the row as a whole. */
    public String columnOf(String reason) {
        return columns.get(reason);
    }

    private long find(Connection connection, Check check) throws SQLException {
        if (mentionsUnfilled(check.condition())) {
            return 0;
        }
        String reason = "breaks check constraint " + check.name() + ": " + check.condition();
        return whereItCanBeAsked(
                () -> staging.refuse(connection, reason, Fragment.of("NOT (" + check.condition() + ")")));
    }

    private interface Question {
        long ask() throws SQLException;
    }

    /**
     * What can only be asked of the target itself, or of a table that the login may not read, the server asks by itself when
     * rows come into the target.
     */
    private static long whereItCanBeAsked(Question question) throws SQLException {
        try {
            return question.ask();
        } catch (SQLException e) {
            if (DatabaseErrors.isTransient(e)) {
                throw e;
            }
            return 0;
        }
    }

    /** Columns that the file does not fill are not in the staging table: the server asks for them in the target. */
    private boolean mentionsUnfilled(String condition) {
        return staging.target().columns().stream()
                .filter(column -> !staging.columns().contains(column))
                .anyMatch(column -> mentions(condition, column.name()));
    }

    /** As a word by itself, case not regarded. */
    private static boolean mentions(String condition, String name) {
        return IntStream.rangeClosed(0, condition.length() - name.length())
                .anyMatch(at -> condition.regionMatches(true, at, name, 0, name.length())
                        && !isOfAWord(condition, at - 1)
                        && !isOfAWord(condition, at + name.length()));
    }

    private static boolean isOfAWord(String text, int at) {
        return at >= 0 && at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_');
    }

    private long find(Connection connection, ForeignKey key) throws SQLException {
        Optional<List<TargetColumn>> filled =
                Constraints.filled(staging.columns(), key.columns().keySet());
        if (filled.isEmpty()) {
            return 0;
        }
        String given = filled.get().stream()
                .map(column -> "s." + staging.staged(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String condition = given + noneIn(parent(key), match(key, staging.vendor()::quote), "");
        boolean isOwnParent = key.parent()
                .toString()
                .equalsIgnoreCase(staging.target().place().toString());
        if (isOwnParent
                && Constraints.filled(staging.columns(), key.columns().values()).isPresent()) {
            condition +=
                    noneIn(staging.quoted(), match(key, staging::staged), " AND p." + staging.reason() + " IS NULL");
        }
        String reason = "refers to a row that " + key.parent() + " does not have (foreign key " + key.name() + ")";
        Fragment orphans = Fragment.of(condition);
        return whereItCanBeAsked(() -> refuse(connection, reason, filled.get(), orphans));
    }

    private String parent(ForeignKey key) {
        String table = staging.vendor().quote(key.parent().schema()) + "."
                + staging.vendor().quote(key.parent().table());
        return staging.target().isHome()
                ? table
                : staging.vendor().quote(key.parent().database()) + "." + table;
    }

    private String match(ForeignKey key, UnaryOperator<String> parentName) {
        return key.columns().entrySet().stream()
                .map(it -> "p." + parentName.apply(it.getValue()) + " = s." + staging.staged(it.getKey()))
                .collect(Collectors.joining(" AND "));
    }

    private static String noneIn(String table, String match, String also) {
        return " AND NOT EXISTS (SELECT 1 FROM " + table + " p WHERE " + match + also + ")";
    }

    private long findInTarget(Connection connection, UniqueIndex index, List<TargetColumn> key) throws SQLException {
        String reason = "has a key that the table has already (index " + index + ")";
        return refuse(
                connection,
                reason,
                key,
                Fragment.of("EXISTS (SELECT 1 FROM " + staging.target().quoted() + " t WHERE "
                                + staging.sameKeyInTarget("t", key) + " AND ")
                        .and(publisher.staying())
                        .and(Fragment.of(")")));
    }

    private long findTwice(Connection connection, UniqueIndex index, List<TargetColumn> key) throws SQLException {
        String reason = "has the same key as an earlier row of the file (index " + index + ")";
        staging.index(connection, index.name(), key);
        String earlier = " < s." + staging.row() + " AND d." + staging.reason() + " IS NULL";
        return refuse(connection, reason, key, staging.another(key, earlier));
    }

    private long refuse(Connection connection, String reason, List<TargetColumn> about, Fragment condition)
            throws SQLException {
        columns.put(reason, about.size() == 1 ? about.get(0).name() : null);
        return staging.refuse(connection, reason, condition);
    }
}
