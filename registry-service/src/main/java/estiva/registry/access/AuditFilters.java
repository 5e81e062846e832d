package estiva.registry.access;

import estiva.control.audit.Act;
import estiva.registry.audit.AuditRepository.Wanted;
import estiva.registry.http.Name;
import estiva.registry.http.PlainText;
import estiva.registry.problem.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What the list of the audit is narrowed by. */
public class AuditFilters {
    private static final Set<String> OUTCOMES = Set.of(Act.DONE, Act.REQUESTED, Act.REFUSED);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2999-12-31T23:59:59Z");

    @QueryParam("identity")
    @Parameter(
            description = "Only what this identity did.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Name.WIDTH, pattern = PlainText.NAME),
            example = "loader")
    String identity;

    @QueryParam("action")
    @Parameter(
            description = "Only this, such as client.change.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Name.WIDTH, pattern = PlainText.NAME),
            example = "client.change")
    String action;

    @QueryParam("processName")
    @Parameter(
            description = "Only what is about this client.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Name.WIDTH, pattern = PlainText.NAME),
            example = "ClienteA")
    String processName;

    @QueryParam("subject")
    @Parameter(
            description = "Only what was done to this: a name or a number.",
            schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = Name.WIDTH, pattern = PlainText.NAME),
            example = "cidades")
    String subject;

    @QueryParam("outcome")
    @Parameter(
            description = "Only what ended so.",
            schema =
                    @Schema(
                            type = SchemaType.STRING,
                            enumeration = {"done", "requested", "refused"}),
            example = "refused")
    String outcome;

    @QueryParam("from")
    @Parameter(
            description = "Not before this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-12-01T00:00:00Z")
    String from;

    @QueryParam("to")
    @Parameter(
            description = "Before this time.",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2027-01-01T00:00:00Z")
    String to;

    Wanted wanted() {
        return new Wanted(
                text("identity", identity),
                text("action", action),
                text("processName", processName),
                text("subject", subject),
                outcome(),
                time("from", from),
                time("to", to));
    }

    private static String text(String field, String text) {
        return text == null ? null : Name.checked(field, text);
    }

    private String outcome() {
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw ProblemException.invalid("outcome", "must be done, requested or refused");
        }
        return outcome;
    }

    private static Instant time(String field, String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text.strip()).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw ProblemException.invalid(field, "must be a time from 2000 to 2999");
            }
            return time;
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(
                    field, "must be an ISO-8601 time with an offset, such as 2026-12-01T03:00:00Z; write + as %2B");
        }
    }
}
