package estiva.control.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a change has made different, as JSON.
 *
 * @param before null: there was nothing
 * @param after null: nothing is left
 */
public record Changed(String before, String after) {
    /** Of what is only looked at. */
    public static final Changed NONE = new Changed(null, null);

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /** Of two states of one thing, the members that are not the same in both; null: it was not there, or is not any more. */
    public static Changed between(Object before, Object after) {
        Map<?, ?> old = members(before);
        Map<?, ?> now = members(after);
        Map<Object, Object> oldParts = new LinkedHashMap<>();
        Map<Object, Object> nowParts = new LinkedHashMap<>();
        Set<Object> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (Object name : names) {
            if (!Objects.equals(old.get(name), now.get(name))) {
                oldParts.put(name, old.get(name));
                nowParts.put(name, now.get(name));
            }
        }
        return new Changed(before == null ? null : json(oldParts), after == null ? null : json(nowParts));
    }

    /** Of something that is new, or that only happens. */
    public static Changed to(Map<String, ?> after) {
        return new Changed(null, json(after));
    }

    public boolean isNone() {
        return Objects.equals(before, after);
    }

    private static Map<?, ?> members(Object state) {
        return state == null ? Map.of() : JSON.convertValue(state, LinkedHashMap.class);
    }

    private static String json(Map<?, ?> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
