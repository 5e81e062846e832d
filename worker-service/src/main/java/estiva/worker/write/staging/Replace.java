package estiva.worker.write.staging;

import estiva.worker.convert.TargetColumn;
import estiva.worker.write.TargetTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Staged rows take the place of all rows in a scope. */
public final class Replace extends Publisher {

    private final List<Part> scope;

    /** @param scope what all of a row's columns must hold for it to be replaced; empty: every row is */
    public Replace(Staging staging, List<Part> scope) {
        super(staging);
        this.scope = List.copyOf(scope);
    }

    /** Deletes the rows that hold the value in the column. */
    public static long delete(Connection connection, TargetTable table, Part part) throws SQLException {
        String sql = "DELETE FROM " + table.quoted() + " WHERE "
                + table.vendor().quote(part.column().name()) + " = "
                + part.column().parameter();
        return new Fragment(sql, List.of(new Fragment.Bound(part.column(), part.value()))).execute(connection);
    }

    public record Part(TargetColumn column, Object value) {}

    /** A row outside of its own file's scope would stay at the next load of that scope, and be there twice. */
    @Override
    public Prepared prepare(Connection connection) throws SQLException {
        if (scope.isEmpty()) {
            return Prepared.NOTHING;
        }
        String columns = scope.stream().map(part -> part.column().name()).collect(Collectors.joining(", "));
        String reason = "lies outside of the scope that the file replaces (" + columns + ")";
        return new Prepared(0, staging.refuse(connection, reason, outside(column -> "s." + staging.staged(column))));
    }

    @Override
    Fragment staying() {
        return scope.isEmpty() ? Fragment.of("1 = 0") : outside(column -> "t." + staging.quote(column));
    }

    @Override
    Published write(Connection connection, long rows) throws SQLException {
        Fragment delete = Fragment.of("DELETE FROM " + staging.target().quoted());
        long deleted =
                (scope.isEmpty() ? delete : delete.and(Fragment.of(" WHERE ")).and(inside())).execute(connection);
        return new Published(insert(connection, ""), 0, deleted);
    }

    private Fragment inside() {
        return each(" AND ", column -> staging.quote(column) + " = " + column.parameter());
    }

    private Fragment outside(Function<TargetColumn, String> name) {
        return each(
                " OR ",
                column -> name.apply(column) + " <> " + column.parameter() + " OR " + name.apply(column) + " IS NULL");
    }

    private Fragment each(String between, Function<TargetColumn, String> condition) {
        List<Fragment.Bound> values = new ArrayList<>();
        for (Part part : scope) {
            values.add(new Fragment.Bound(part.column(), part.value()));
        }
        return new Fragment(
                scope.stream()
                        .map(part -> condition.apply(part.column()))
                        .collect(Collectors.joining(between, "(", ")")),
                values);
    }
}
