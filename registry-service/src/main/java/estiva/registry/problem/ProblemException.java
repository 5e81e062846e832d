package estiva.registry.problem;

import estiva.registry.problem.Problem.FieldError;
import java.util.List;

/** A request that gets a problem document for an answer. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<FieldError> errors;

    private ProblemException(ProblemType type, String detail, List<FieldError> errors) {
        super(detail);
        this.type = type;
        this.errors = List.copyOf(errors);
    }

    public static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED, detail, List.of());
    }

    public static ProblemException malformed(String field, String message) {
        return new ProblemException(
                ProblemType.MALFORMED, field + " " + message, List.of(new FieldError(field, message)));
    }

    public static ProblemException notFound(String what, Object id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no " + what + " '" + id + "'", List.of());
    }

    public static ProblemException unauthenticated(String detail) {
        return new ProblemException(ProblemType.UNAUTHENTICATED, detail, List.of());
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemType.FORBIDDEN, detail, List.of());
    }

    public static ProblemException tooMany(String detail) {
        return new ProblemException(ProblemType.TOO_MANY, detail, List.of());
    }

    public static ProblemException conflict(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of());
    }

    public static ProblemException unavailable(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of());
    }

    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** @param errors at least one; the first is the detail */
    public static ProblemException invalid(List<FieldError> errors) {
        FieldError first = errors.get(0);
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more, see errors)";
        return new ProblemException(
                ProblemType.INVALID, (first.field() + " " + first.message() + more).strip(), errors);
    }

    ProblemType type() {
        return type;
    }

    List<FieldError> errors() {
        return errors;
    }
}
