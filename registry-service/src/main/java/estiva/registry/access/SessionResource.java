package estiva.registry.access;

import estiva.registry.problem.ProblemException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signs people in and out. */
@Path("/session")
@Tag(name = "Access")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    private final IdentityProviderManager providers;
    private final SecurityIdentity current;
    private final Sessions sessions;
    private final Tries tries;
    private final Caller caller;
    private final KnownAccess known;

    SessionResource(
            IdentityProviderManager providers,
            SecurityIdentity current,
            Sessions sessions,
            Tries tries,
            Caller caller,
            KnownAccess known) {
        this.known = known;
        this.providers = providers;
        this.current = current;
        this.sessions = sessions;
        this.tries = tries;
        this.caller = caller;
    }

    @Schema(description = "A name and its password.")
    public record SignInRequest(
            @Schema(examples = "maria")
            @NotBlank(message = "must not be empty")
            @Size(max = 255, message = "must not be longer than {max} characters")
            String name,

            @NotNull(message = "must be given")
            @Size(min = 1, max = Passwords.LONGEST, message = "must have 1 to {max} characters")
            String password) {}

    @Schema(description = "Who asks.")
    public record SessionState(
            @Schema(description = "The identity; `anonymous` while the registry is open.")
            String name,

            @Schema(description = "`open`, `key` or `session`.")
            String means,

            @Schema(description = "What it may do, for some client at least.")
            Set<String> roles,

            @Schema(description = "What changes by a session send as X-CSRF-Token; null: not needed.", nullable = true)
            String csrfToken) {}

    @GET
    @PermitAll
    @Operation(summary = "Shows who asks", description = "By what means, and what it may do.")
    @APIResponse(responseCode = "200", description = "The identity.")
    @APIResponse(responseCode = "401", description = "Nobody that is known.", ref = "Problem")
    public SessionState show(@Context HttpServerRequest http) {
        if (current.isAnonymous()) {
            throw ProblemException.unauthenticated("Nobody is signed in; POST /api/v1/session with name and password");
        }
        String cookie = Credentials.of(http).cookie();
        return state(current, cookie == null ? null : new SessionToken(cookie));
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Signs in",
            description =
                    "The answer sets a cookie, which browsers keep over TLS and on localhost. A changing request has to"
                            + " send `csrfToken` of the answer as the header X-CSRF-Token.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in.",
            content = @Content(schema = @Schema(implementation = SessionState.class)))
    @APIResponse(responseCode = "401", description = "The name or the password is wrong.", ref = "Problem")
    @APIResponse(responseCode = "429", description = "Too many tries; try again in some minutes.", ref = "Problem")
    public Response signIn(@RequestBody(required = true) @Valid SignInRequest request) {
        if (request == null) {
            throw ProblemException.malformed("The body is empty");
        }
        if (!tries.mayTry(request.name(), caller.address(), System.nanoTime())) {
            throw ProblemException.tooMany("Too many tries with this name or from this address; try again in "
                    + Tries.windowSeconds() / 60 + " minutes");
        }
        SecurityIdentity identity = authenticated(request);
        tries.succeeded(request.name(), caller.address());
        int passwordVersion = identity.getAttribute(Sessions.PASSWORD_VERSION);
        SessionToken token = sessions.begin(identity.getPrincipal().getName(), passwordVersion, caller.address());
        known.lookAgain();
        return Response.ok(state(identity, token))
                .cookie(cookie(token.secret(), (int) sessions.time().toSeconds()))
                .build();
    }

    private SecurityIdentity authenticated(SignInRequest request) {
        try {
            return providers.authenticateBlocking(new UsernamePasswordAuthenticationRequest(
                    request.name().strip(),
                    new PasswordCredential(request.password().toCharArray())));
        } catch (Denial denial) {
            throw ProblemException.unauthenticated(denial.getMessage());
        }
    }

    @DELETE
    @PermitAll
    @Operation(summary = "Signs out", description = "Everywhere within five seconds.")
    @APIResponse(responseCode = "204", description = "Nobody is signed in by this cookie any more.")
    public Response signOut(@Context HttpServerRequest http) {
        String cookie = Credentials.of(http).cookie();
        if (cookie != null) {
            sessions.end(new SessionToken(cookie), caller.address());
            known.lookAgain();
        }
        return Response.noContent().cookie(cookie("", 0)).build();
    }

    private static SessionState state(SecurityIdentity identity, SessionToken token) {
        return new SessionState(
                identity.getPrincipal().getName(),
                means(identity, token),
                Person.of(identity).roles(),
                token == null ? null : token.csrfToken());
    }

    /** Without the id of a key. Who has just signed in has a session from now on. */
    private static String means(SecurityIdentity identity, SessionToken token) {
        String means = token == null ? identity.<String>getAttribute(Admission.MEANS) : "session";
        return means == null ? "other" : means.split(" ")[0];
    }

    private static NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(Credentials.COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
