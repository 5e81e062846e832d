package estiva.worker.write.staging;

import estiva.worker.convert.Kind;
import estiva.worker.convert.TargetColumn;
import estiva.worker.write.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Part of a statement, with the values of its parameters. */
record Fragment(String sql, List<Bound> values) {

    record Bound(TargetColumn column, Object value) {}

    private static final TargetColumn ANY_TEXT = TargetColumn.nullable("", Kind.TEXT, Integer.MAX_VALUE, 0);

    static Fragment of(String sql, String... texts) {
        List<Bound> values = new ArrayList<>();
        for (String text : texts) {
            values.add(new Bound(ANY_TEXT, text));
        }
        return new Fragment(sql, values);
    }

    Fragment and(Fragment following) {
        List<Bound> all = new ArrayList<>(values);
        all.addAll(following.values);
        return new Fragment(sql + following.sql, all);
    }

    long execute(Connection connection) throws SQLException {
        try (PreparedStatement statement = Parameters.prepare(connection, sql)) {
            for (int i = 0; i < values.size(); i++) {
                Parameters.bind(
                        statement, i + 1, values.get(i).column(), values.get(i).value());
            }
            return statement.executeLargeUpdate();
        }
    }
}
