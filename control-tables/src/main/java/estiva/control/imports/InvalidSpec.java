package estiva.control.imports;

import java.util.List;

/** An import definition that cannot be used, with every wrong member named. */
public final class InvalidSpec extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /** @param field the member's path, such as {@code columns[2].locale} */
    public record Violation(String field, String message) {}

    public InvalidSpec(List<Violation> violations) {
        super(violations.toString());
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
