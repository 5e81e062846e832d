package estiva.worker.write.staging;

import estiva.control.load.StagingTable;
import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import estiva.worker.write.TablePlace;
import estiva.worker.write.TableTraits;
import estiva.worker.write.TargetTable;
import estiva.worker.write.TargetVendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table of one load's own beside its target: rows wait there, each with its number in the file, until one statement
 * publishes them. It has the types of the target's columns, and neither keys nor constraints: what the target would
 * refuse gets a reason there, and is not published.
 */
public final class Staging {

    /** The number of a row in its file. */
    public static final TargetColumn ROW = TargetColumn.nullable("estiva_row", Kind.BIGINT, 19, 0);

    private static final String REASON = "estiva_reason";
    private static final int REASON_LENGTH = 1000;

    private final TargetTable target;
    private final List<TargetColumn> columns;
    private final StagingTable table;
    private final String name;

    /** @param columns of the target that the file fills */
    public Staging(TargetTable target, List<TargetColumn> columns, long fileId, long fence) {
        this.target = target;
        this.columns = List.copyOf(columns);
        TablePlace place = target.place();
        table = new StagingTable(target.isHome() ? null : place.database(), place.schema(), fileId, fence);
        name = table.name();
    }

    /** A row that is not published. */
    public record Refused(long row, String reason) {}

    public TargetTable target() {
        return target;
    }

    List<TargetColumn> columns() {
        return columns;
    }

    /** Which one it is, so that it can be found without its load. */
    public StagingTable table() {
        return table;
    }

    String quoted() {
        return asTarget().quoted();
    }

    public String createStatement() {
        return vendor().createLike(
                        quoted(),
                        columns.stream()
                                        .map(column -> quote(column) + " AS " + staged(column))
                                        .collect(Collectors.joining(", "))
                                + ", CAST(0 AS BIGINT) AS " + row() + ", CAST(NULL AS NVARCHAR(" + REASON_LENGTH
                                + ")) AS " + reason(),
                        target.quoted());
    }

    /** For a writer to fill: the file's columns and then {@link #ROW}. */
    public TargetTable asTarget() {
        TablePlace place =
                new TablePlace(target.place().database(), target.place().schema(), name);
        return new TargetTable(place, target.isHome(), columnsAndRow(), TableTraits.NONE, vendor());
    }

    public List<TargetColumn> columnsAndRow() {
        List<TargetColumn> all = new ArrayList<>();
        columns.forEach(column -> all.add(column.called(stagedName(column.name()))));
        all.add(ROW);
        return all;
    }

    public void clear(Connection connection) throws SQLException {
        Fragment.of("TRUNCATE TABLE " + quoted()).execute(connection);
    }

    /** The first rows that are not published, by their number. */
    public List<Refused> refused(Connection connection, int most) throws SQLException {
        String query = "SELECT " + row() + ", " + reason() + " FROM " + quoted() + " WHERE " + reason()
                + " IS NOT NULL ORDER BY " + row();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(most);
            List<Refused> refused = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    refused.add(new Refused(found.getLong(1), found.getString(2)));
                }
            }
            return refused;
        }
    }

    /**
     * Gives a reason to the rows {@code s} for which the condition holds, and which have none yet.
     *
     * @return how many
     */
    long refuse(Connection connection, String reason, Fragment condition) throws SQLException {
        String text = reason.length() <= REASON_LENGTH ? reason : reason.substring(0, REASON_LENGTH - 1) + "…";
        return Fragment.of(vendor().update(quoted(), reason() + " = ?", "s." + reason() + " IS NULL AND "), text)
                .and(condition)
                .execute(connection);
    }

    TargetVendor vendor() {
        return target.vendor();
    }

    String row() {
        return vendor().quote(ROW.name());
    }

    String reason() {
        return vendor().quote(REASON);
    }

    /** As the target has it. */
    String quote(TargetColumn column) {
        return vendor().quote(column.name());
    }

    /** As the staging table has it. */
    String staged(TargetColumn column) {
        return staged(column.name());
    }

    String staged(String column) {
        return vendor().quote(stagedName(column));
    }

    /** Babelfish's bulk copy finds no column of a table made by SELECT INTO that has a capital in its name. */
    private static String stagedName(String column) {
        return column.toLowerCase(Locale.ROOT);
    }

    /** Another staged row, {@code d}, with the same key, and one more condition. */
    Fragment another(List<TargetColumn> key, String condition) {
        return Fragment.of("EXISTS (SELECT 1 FROM " + quoted() + " d WHERE " + sameKey("d", this::staged, key)
                + " AND d." + row() + condition + ")");
    }

    /** Lets the server find staged rows by that key, where it needs an index for it. */
    void index(Connection connection, String suffix, List<TargetColumn> key) throws SQLException {
        Optional<String> index = vendor().index(
                        vendor().quote(name + "_" + suffix),
                        quoted(),
                        key.stream().map(this::staged).toList());
        if (index.isPresent()) {
            Fragment.of(index.get()).execute(connection);
        }
    }

    /** Whether a row of the target has the key of the staged row {@code s}. */
    String sameKeyInTarget(String row, List<TargetColumn> key) {
        return sameKey(row, this::quote, key);
    }

    /** NULL is a key like any other, where the column may hold it. */
    private String sameKey(String row, Function<TargetColumn, String> name, List<TargetColumn> key) {
        List<String> conditions = new ArrayList<>();
        List<String> ones = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (TargetColumn column : key) {
            String one = row + "." + name.apply(column);
            String other = "s." + staged(column);
            if (column.nullable()) {
                ones.add(one);
                others.add(other);
            } else {
                conditions.add(one + " = " + other);
            }
        }
        if (!ones.isEmpty()) {
            conditions.add(vendor().sameOrBothNull(ones, others));
        }
        return String.join(" AND ", conditions);
    }
}
