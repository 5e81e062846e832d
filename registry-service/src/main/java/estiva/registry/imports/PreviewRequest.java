package estiva.registry.imports;

import com.fasterxml.jackson.databind.JsonNode;
import estiva.control.imports.ImportSpec;
import estiva.control.inspect.InspectionRequest;
import estiva.registry.http.Name;
import estiva.registry.http.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which file is to be shown, and how much of it. */
@Schema(description = "Which file to show, and how much of it.")
public record PreviewRequest(
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

        @Schema(description = "How many rows, 1 to 100; absent: 20.", examples = "20")
        @Min(value = 1, message = "must be between 1 and 100")
        @Max(value = 100, message = "must be between 1 and 100")
        Integer rows,

        @Schema(implementation = ImportSpec.class, description = "A definition in place of the saved one.")
        JsonNode definition,

        @Schema(
                description = "For `${processName}`; absent: nothing.",
                examples = "ClienteA",
                pattern = PlainText.PORTABLE)
        @Size(max = Name.WIDTH, message = "must not be longer than {max} characters")
        @PlainText
        String processName,

        @Schema(description = "For `${parameter1}`.", pattern = PlainText.DATA)
        @Size(max = 1000, message = "must not be longer than {max} characters")
        @PlainText(isData = true)
        String parameter1,

        @Schema(description = "For `${parameter2}`.", pattern = PlainText.DATA)
        @Size(max = 1000, message = "must not be longer than {max} characters")
        @PlainText(isData = true)
        String parameter2) {

    static final int ROWS = 20;

    InspectionRequest toInspection(ImportSpec spec) {
        return new InspectionRequest(
                fileName, directory, processName, parameter1, parameter2, spec, null, rows == null ? ROWS : rows);
    }
}
