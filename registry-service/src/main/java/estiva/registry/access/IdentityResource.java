package estiva.registry.access;

import estiva.registry.access.IdentityRequest.RoleRequest;
import estiva.registry.access.IdentityState.KeyState;
import estiva.registry.http.Name;
import estiva.registry.http.NamePaging;
import estiva.registry.http.Page;
import estiva.registry.problem.Problem.FieldError;
import estiva.registry.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who may come in, by which keys, and what each may do. */
@Path("/identities")
@Tag(name = "Access")
@RolesAllowed(Role.ADMINISTERS)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class IdentityResource {
    private final Identities identities;
    private final Passwords passwords;
    private final KnownAccess known;

    IdentityResource(Identities identities, Passwords passwords, KnownAccess known) {
        this.identities = identities;
        this.passwords = passwords;
        this.known = known;
    }

    @Schema(description = "How long the key is valid.")
    public record KeyRequest(
            @Schema(
                    description = "Days from now; absent: until it is revoked.",
                    examples = "365",
                    minimum = "1",
                    maximum = "3650")
            @Min(value = 1, message = "must be between 1 and 3650")
            @Max(value = 3650, message = "must be between 1 and 3650")
            Integer days) {}

    @Schema(description = "A key with its secret, which is shown this once.")
    public record NewKey(
            String keyId,

            @Schema(description = "Send it as `Authorization: Bearer` with each request.")
            String key,

            @Schema(description = "null: until it is revoked.", nullable = true)
            Instant expiresAt) {}

    @GET
    @Operation(summary = "Lists identities", description = "By name, without their keys.")
    @APIResponse(responseCode = "200", description = "One page.")
    public Page<IdentityState, String> list(@BeanParam NamePaging paging) {
        List<IdentityState> found = identities.list(paging.afterName(), paging.limitAndOneMore());
        return Page.of(found, paging.limit(), IdentityState::name);
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "Shows an identity")
    @APIResponse(responseCode = "200", description = "Its roles and keys.")
    @APIResponse(responseCode = "404", description = "There is no such identity.", ref = "Problem")
    public IdentityState show(@PathParam("name") @Parameter(example = "loader") String name) {
        String checked = Name.checked("name", name);
        return identities.find(checked).orElseThrow(() -> ProblemException.notFound("identity", checked));
    }

    @PUT
    @Path("/{name}")
    @Operation(
            summary = "Makes or changes an identity",
            description =
                    "With the first one the registry is closed: from then on every request needs a key or a session. So"
                            + " the first one must be an admin with a password.")
    @APIResponse(responseCode = "200", description = "The identity as it is now.")
    @APIResponse(
            responseCode = "201",
            description = "A new identity.",
            headers = @Header(name = "Location", ref = "Location"),
            content = @Content(schema = @Schema(implementation = IdentityState.class)))
    @APIResponse(responseCode = "409", description = "Nobody would be left who may change this.", ref = "Problem")
    @APIResponse(responseCode = "422", description = "Members that cannot be used, each by name.", ref = "Problem")
    public Response put(
            @PathParam("name") @Parameter(example = "loader") String name,
            @RequestBody(required = true) @Valid IdentityRequest request,
            @Context UriInfo uri) {
        present(request);
        String checked = Name.checked("name", name);
        check(request);
        String hash = request.password() == null ? null : passwords.hash(request.password());
        Identities.Put put = identities.put(checked, request, hash);
        known.lookAgain();
        return (put.isNew()
                        ? Response.created(uri.getBaseUriBuilder()
                                .path("identities/{name}")
                                .build(put.state().name()))
                        : Response.ok())
                .entity(put.state())
                .build();
    }

    private static void check(IdentityRequest request) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < request.roles().size(); i++) {
            RoleRequest role = request.roles().get(i);
            if (Role.ADMINISTERS.equals(role.role()) && role.clients() != null) {
                errors.add(new FieldError("roles[" + i + "].clients", "must be left out: admin is for all clients"));
            }
            for (int j = 0; role.clients() != null && j < role.clients().size(); j++) {
                Name.checked(
                        "roles[" + i + "].clients[" + j + "]", role.clients().get(j));
            }
            for (int other = 0; other < i; other++) {
                if (request.roles().get(other).role().equals(role.role())) {
                    errors.add(new FieldError("roles[" + i + "].role", "must not be given twice"));
                }
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Removes an identity", description = "Its keys and sessions end within five seconds.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "404", description = "There is no such identity.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "Nobody would be left who may change this.", ref = "Problem")
    public void delete(@PathParam("name") @Parameter(example = "loader") String name) {
        identities.delete(Name.checked("name", name));
        known.lookAgain();
    }

    @POST
    @Path("/{name}/keys")
    @Operation(
            summary = "Makes an API key",
            description =
                    "The answer has the secret, which is stored nowhere. An identity has two valid keys at most: make the"
                            + " new one, take it into use, revoke the old one.")
    @APIResponse(
            responseCode = "201",
            description = "The key.",
            content = @Content(schema = @Schema(implementation = NewKey.class)))
    @APIResponse(responseCode = "404", description = "There is no such identity.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "It has two keys.", ref = "Problem")
    public Response addKey(
            @PathParam("name") @Parameter(example = "loader") String name,
            @RequestBody(required = true) @Valid KeyRequest request) {
        present(request);
        ApiKeyText text = ApiKeyText.random();
        Instant expiresAt = request.days() == null ? null : AccessClock.now().plus(Duration.ofDays(request.days()));
        KeyState made = identities.add(Name.checked("name", name), text, expiresAt);
        known.lookAgain();
        return Response.status(Response.Status.CREATED)
                .entity(new NewKey(made.keyId(), text.text(), made.expiresAt()))
                .build();
    }

    @DELETE
    @Path("/{name}/keys/{keyId}")
    @Operation(summary = "Revokes an API key", description = "Everywhere within five seconds.")
    @APIResponse(responseCode = "204", description = "It opens nothing any more.")
    @APIResponse(responseCode = "404", description = "There is no such key.", ref = "Problem")
    @APIResponse(responseCode = "409", description = "Nobody would be left who may change this.", ref = "Problem")
    public void revokeKey(
            @PathParam("name") @Parameter(example = "loader") String name,
            @PathParam("keyId") @Parameter(example = "4f1d2a9c0b7e") String keyId) {
        identities.revoke(Name.checked("name", name), Name.checked("keyId", keyId));
        known.lookAgain();
    }

    private static void present(Object request) {
        if (request == null) {
            throw ProblemException.malformed("The body is empty");
        }
    }
}
