package estiva.registry.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an identity is to be from now on. */
@Schema(description = "What an identity is to be from now on.")
public record IdentityRequest(
        @Schema(description = "Its roles, all of them; an empty list: none.")
        @NotNull(message = "must be given")
        @Size(max = 20, message = "must not have more than {max} entries")
        @Valid
        List<@NotNull(message = "must not be null") RoleRequest> roles,

        @Schema(description = "A new password, which ends its sessions; absent: it stays as it is, or has none.")
        @Size(min = Passwords.SHORTEST, max = Passwords.LONGEST, message = "must have {min} to {max} characters")
        String password,

        @Schema(description = "Whether nobody comes in by it for now; absent: false.", examples = "false")
        Boolean disabled) {

    boolean disables() {
        return Boolean.TRUE.equals(disabled);
    }

    boolean givesAdmin() {
        return roles.stream().anyMatch(role -> Role.ADMINISTERS.equals(role.role()));
    }

    /** A role, for all clients or for those that are named. */
    @Schema(description = "A role, for all clients or for those that are named.")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record RoleRequest(
            @Schema(
                    description =
                            "viewer sees processes, files, logs and imports; submitter registers; operator cancels, runs again"
                                    + " and sets clients; designer makes imports; personalData sees rows of files: rejects, previews,"
                                    + " values in messages; admin may all of that, and says who may what. All but viewer include viewer.",
                    enumeration = {"viewer", "submitter", "operator", "designer", "personalData", "admin"},
                    examples = "viewer")
            @NotNull(message = "must be given")
            @Pattern(
                    regexp = "viewer|submitter|operator|designer|personalData|admin",
                    message = "must be viewer, submitter, operator, designer, personalData or admin")
            String role,

            @Schema(description = "The clients; absent: all, also those that come later.", examples = "[\"ClienteA\"]")
            @Size(min = 1, max = 1000, message = "must have {min} to {max} entries, or be left out")
            List<@NotNull(message = "must not be null") String> clients) {}
}
