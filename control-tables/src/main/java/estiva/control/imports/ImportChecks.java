package estiva.control.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a value must be like for its row to be loaded. NULL passes all but {@code notNull}, as in SQL.
 *
 * @param min the least value: a JSON number, or a text in the plain form (2026-01-31, 1234.5)
 * @param max the greatest value, written like {@code min}
 * @param regex what the whole text of the field must match, in the syntax of RE2
 * @param values the only values that are allowed, each written like {@code min}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportChecks(Boolean notNull, JsonNode min, JsonNode max, String regex, List<JsonNode> values) {}
