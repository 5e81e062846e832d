package estiva.control.inspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A proposal of how a file could be loaded, to be looked at and then PUT.
 *
 * @param definition of the import
 * @param notes what could not be told for sure, and what the proposal leaves out
 * @param createTable a statement for a table that fits the file, where none was named or it does not exist
 * @param preview the first rows by the proposal; null: there is no table to load them into
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Guess(JsonNode definition, List<String> notes, String createTable, Preview preview) {}
