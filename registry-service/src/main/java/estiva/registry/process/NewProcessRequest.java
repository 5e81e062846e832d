package estiva.registry.process;

import estiva.registry.http.Name;
import estiva.registry.http.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a client asks to be loaded. Names are trimmed. {@link FieldCheck} checks it, since files may be many. */
@Schema(description = "Files of one client that are loaded together.")
public record NewProcessRequest(
        @Schema(
                description = "The client. Upper and lower case, and blanks around the name, do not count.",
                examples = "ClienteA",
                pattern = PlainText.NAME)
        @NotBlank(message = "must not be empty")
        @Size(max = Name.WIDTH, message = "must not be longer than {max} characters")
        @PlainText
        String processName,

        @Schema(
                description = "The import definition of all files that name none. Absent: the first definition of the"
                        + " client whose `fileNames` fits; otherwise the one with the name of the client.",
                examples = "cidades",
                pattern = PlainText.NAME)
        @Size(min = 1, max = Name.WIDTH, message = "must have 1 to {max} characters")
        @PlainText
        String importName,

        @Schema(description = "Higher goes first within the client; absent: 0.", examples = "0")
        @Min(value = -1000, message = "must be between -1000 and 1000")
        @Max(value = 1000, message = "must be between -1000 and 1000")
        Integer priority,

        @Schema(
                description = "It does not start before this time; ISO-8601 with an offset.",
                examples = "2026-12-01T03:00:00-03:00",
                format = "date-time")
        String notBefore,

        @Schema(description = "How often it is tried; absent: the client's setting.", examples = "3")
        @Min(value = 1, message = "must be between 1 and 100")
        @Max(value = 100, message = "must be between 1 and 100")
        Integer maxAttempts,

        @NotNull(message = "must have 1 to 10000 entries")
        @Size(min = 1, max = MOST_FILES, message = "must have 1 to {max} entries")
        List<NewFileRequest> files) {

    static final int MOST_FILES = 10_000;

    public NewProcessRequest {
        processName = strip(processName);
        importName = strip(importName);
    }

    /** The same of a client whose name is written otherwise. */
    NewProcessRequest of(String client) {
        return new NewProcessRequest(client, importName, priority, notBefore, maxAttempts, files);
    }

    @Schema(description = "One file below the file root.")
    public record NewFileRequest(
            @Schema(
                    description = "The file's name, with folders if you like.",
                    examples = "cidades_2026-11.csv",
                    pattern = PlainText.NAME)
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
                    description = "The import definition of this file, before all other rules.",
                    examples = "cidades",
                    pattern = PlainText.NAME)
            @Size(min = 1, max = Name.WIDTH, message = "must have 1 to {max} characters")
            @PlainText
            String importName,

            @Schema(
                    description = "For `${parameter1}` in the definition's constants.",
                    examples = "2026-11",
                    pattern = PlainText.DATA)
            @Size(max = 1000, message = "must not be longer than {max} characters")
            @PlainText(isData = true)
            String parameter1,

            @Schema(
                    description = "For `${parameter2}` in the definition's constants.",
                    examples = "BR",
                    pattern = PlainText.DATA)
            @Size(max = 1000, message = "must not be longer than {max} characters")
            @PlainText(isData = true)
            String parameter2) {

        public NewFileRequest {
            importName = strip(importName);
        }
    }

    private static String strip(String text) {
        return text == null ? null : text.strip();
    }
}
