package estiva.control.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import estiva.control.imports.ImportSpec;

/**
 * A question about one file, already checked.
 *
 * @param directory below the file root; null: the root
 * @param definition by which the file would be loaded; null: it is to be guessed
 * @param target of the definition that is to be guessed; null: not known
 * @param rows how many are to be shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InspectionRequest(
        String fileName,
        String directory,
        String processName,
        String parameter1,
        String parameter2,
        ImportSpec definition,
        String target,
        int rows) {

    /** Whose file it is: what the request says, otherwise its definition; null: nobody's. */
    @JsonIgnore
    public String client() {
        String client = processName == null && definition != null ? definition.processName() : processName;
        return client == null || client.isBlank() ? null : client;
    }
}
