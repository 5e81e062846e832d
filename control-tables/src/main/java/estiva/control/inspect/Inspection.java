package estiva.control.inspect;

import java.time.Instant;

/**
 * A question and what became of it.
 *
 * @param request as JSON: an {@link InspectionRequest}
 * @param result as JSON: a {@link Preview} or a {@link Guess}; null: not ended, or with an error
 * @param askedBy the identity; null: not known
 * @param error why there is no result, in words; null: there is one, or it has not ended
 */
public record Inspection(
        long inspectionId,
        String kind,
        String request,
        String result,
        String error,
        Long workerId,
        Instant endedAt,
        String askedBy) {

    /** What is asked. */
    public enum Kind {
        Preview,
        Guess
    }

    public Kind kindOfQuestion() {
        return Kind.valueOf(kind);
    }

    public boolean isEnded() {
        return endedAt != null;
    }
}
