package estiva.registry.entity;

import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/** What a list is narrowed by: a value that is not given adds no condition, so that an index serves what remains. */
public final class Conditions {
    private final StringJoiner conditions = new StringJoiner(" AND ");
    private final Map<String, Object> values = new HashMap<>();

    /**
     * @param condition in which the value stands as {@code :name}
     * @param value null: not given
     */
    public Conditions and(String condition, String name, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
        return this;
    }

    /** These and the values of others, whose text stands elsewhere in the query. */
    public Conditions with(Conditions others) {
        values.putAll(others.values);
        return this;
    }

    /** The conditions alone. */
    public String text() {
        return conditions.toString();
    }

    /** The query for {@code find}, with its order. */
    public String orderBy(String order) {
        return (conditions.length() == 0 ? "" : conditions + " ") + "ORDER BY " + order;
    }

    public Map<String, Object> values() {
        return values;
    }
}
