package estiva.registry.imports;

import estiva.control.inspect.InspectionRequest;
import estiva.registry.http.PlainText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For which file a definition is to be proposed. */
@Schema(description = "The file that needs a definition.")
public record GuessRequest(
        @Schema(description = "As at a registration.", examples = "cidades_2026-11.csv", pattern = PlainText.NAME)
        @NotBlank(message = "must not be empty")
        @Size(max = 400, message = "must not be longer than {max} characters")
        @PlainText
        String fileName,

        @Schema(
                description = "The folder below the file root; absent: the root.",
                examples = "ClienteA/entrada",
                pattern = PlainText.PORTABLE)
        @Size(max = 1000, message = "must not be longer than {max} characters")
        @PlainText
        String directory,

        @Schema(
                description = "The table, as in a definition; absent: a table is proposed.",
                examples = "dbo.Cities",
                pattern = PlainText.NAME)
        @Size(max = 400, message = "must not be longer than {max} characters")
        @Pattern(regexp = "(?s).*\\S.*", message = "must not be empty")
        @PlainText
        String target) {

    InspectionRequest toInspection() {
        return new InspectionRequest(fileName, directory, null, null, null, null, target, PreviewRequest.ROWS);
    }
}
