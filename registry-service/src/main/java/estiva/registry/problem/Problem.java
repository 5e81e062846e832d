package estiva.registry.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import estiva.control.text.VisibleText;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What went wrong with a request: RFC 9457, {@code application/problem+json}. */
@Schema(description = "What went wrong with a request (RFC 9457).")
public record Problem(
        @Schema(
                description = "The kind of problem; about:blank if the status says enough.",
                examples = "urn:estiva:problem:invalid-fields")
        String type,

        @Schema(examples = "The request has fields that cannot be used")
        String title,

        @Schema(examples = "422") int status,

        @Schema(description = "What happened and what to do, for people.", examples = "processName must not be empty")
        String detail,

        @Schema(description = "The path of the request.", examples = "/api/v1/processes")
        String instance,

        @Schema(description = "Every wrong field by name.") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<FieldError> errors) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** After so many wrong fields nobody reads on. */
    public static final int MOST_ERRORS = 100;

    private static final int LONGEST = 500;

    public Problem {
        detail = cut(VisibleText.of(detail));
    }

    static String cut(String text) {
        if (text == null || text.length() <= LONGEST) {
            return text;
        }
        boolean isPairSplit = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return text.substring(0, isPairSplit ? LONGEST - 1 : LONGEST) + "…";
    }

    /**
     * @param field as it stands in the request: {@code files[3].fileName}, {@code Idempotency-Key}, {@code limit}
     * @param pointer where it stands in the body, as a JSON pointer; null: the field says it all
     */
    public record FieldError(
            @Schema(examples = "files[3].fileName") String field,
            @Schema(examples = "must not be empty") String message,

            @Schema(
                    description = "Its place in the body (RFC 6901); only in import definitions.",
                    examples = "/columns/2/locale")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            String pointer) {

        /** What a request says at length is not said again at length, and nothing that cannot be seen. */
        public FieldError {
            field = cut(VisibleText.of(field));
            message = cut(VisibleText.of(message));
            pointer = cut(VisibleText.of(pointer));
        }

        public FieldError(String field, String message) {
            this(field, message, null);
        }
    }

    public static Problem of(ProblemType type, String detail, String instance, List<FieldError> errors) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, errors);
    }

    static Problem blank(int status, String title, String detail, String instance) {
        return new Problem("about:blank", title, status, detail, instance, List.of());
    }
}
