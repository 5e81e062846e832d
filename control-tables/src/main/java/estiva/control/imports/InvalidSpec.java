package estiva.control.imports;

import java.util.List;

/** An import definition that cannot be used, with every wrong member named. */
public final class InvalidSpec extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    /**
     * @param field the member's path as people write it, such as {@code columns[2].locale}
     * @param pointer the same as a JSON pointer (RFC 6901): {@code /columns/2/locale}
     * @param isUnknown whether the fault is that there is such a member at all
     */
    public record Violation(String field, String pointer, String message, boolean isUnknown) {

        Violation(String field, String message) {
            this(field, pointer(field), message, false);
        }

        private static String pointer(String field) {
            return field.isEmpty()
                    ? ""
                    : "/" + field.replaceAll("\\[(\\d+)]", ".$1").replace('.', '/');
        }

        /** Whether it may be no more than a consequence of the other: of a member within this one or around it. */
        boolean follows(Violation other) {
            return isWithin(pointer, other.pointer) || !other.isUnknown && isWithin(other.pointer, pointer);
        }

        private static boolean isWithin(String pointer, String outer) {
            return pointer.equals(outer) || pointer.startsWith(outer + "/");
        }
    }

    public InvalidSpec(List<Violation> violations) {
        super(violations.toString());
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
