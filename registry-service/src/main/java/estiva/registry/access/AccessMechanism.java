package estiva.registry.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.registry.audit.RefusedTries;
import estiva.registry.problem.Problem;
import estiva.registry.problem.ProblemType;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out who asks: by API key, by the cookie of a session, or anybody as long as the registry is open. */
@Singleton
public class AccessMechanism implements HttpAuthenticationMechanism {
    private static final String API = "/api/";
    private static final String SCHEMAS = "/api/v1/schemas/";
    private static final String SESSION = "/api/v1/session";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CSRF_HEADER = "X-CSRF-Token";

    private final ObjectMapper json;
    private final Instance<RefusedTries> tries;

    AccessMechanism(ObjectMapper json, Instance<RefusedTries> tries) {
        this.tries = tries;
        this.json = json;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        // Pages and documents are the same for everybody, and have no use for a credential.
        if (isForEverybody(context.normalizedPath()) || isSigningInOrOut(context)) {
            return Uni.createFrom().nullItem();
        }
        return Uni.createFrom()
                .deferred(() -> identity(context, providers))
                .onFailure(Denial.class)
                .transform(denial -> {
                    context.put(Denial.KEY, denial);
                    return new AuthenticationFailedException(denial);
                });
    }

    private static boolean isForEverybody(String path) {
        return !path.startsWith(API) || path.startsWith(SCHEMAS);
    }

    /** With a cookie that has expired too. */
    private static boolean isSigningInOrOut(RoutingContext context) {
        return context.normalizedPath().equals(SESSION)
                && !context.request().method().name().equals("GET");
    }

    private static Uni<SecurityIdentity> identity(RoutingContext context, IdentityProviderManager providers) {
        HttpServerRequest request = context.request();
        Credentials credentials = Credentials.of(request);
        if (credentials.bearer() != null) {
            return ask(
                    context,
                    providers,
                    new TokenAuthenticationRequest(new TokenCredential(credentials.bearer(), "bearer")));
        }
        if (credentials.cookie() != null) {
            SessionToken token = new SessionToken(credentials.cookie());
            return ask(context, providers, token).invoke(identity -> checkNotForged(request, token));
        }
        return ask(context, providers, new OpenDoor()).invoke(identity -> {
            if (!identity.isAnonymous()) {
                checkOwn(request);
            }
        });
    }

    private static Uni<SecurityIdentity> ask(
            RoutingContext context, IdentityProviderManager providers, AuthenticationRequest request) {
        HttpSecurityUtils.setRoutingContextAttribute(request, context);
        return providers.authenticate(request);
    }

    private static void checkNotForged(HttpServerRequest request, SessionToken token) {
        String sent = request.getHeader(CSRF_HEADER);
        if (!SAFE.contains(request.method().name()) && (sent == null || !ApiKeyText.isSame(sent, token.csrfToken()))) {
            throw new Denial(
                    Denial.Kind.FORGED,
                    "A change by a session needs the header " + CSRF_HEADER
                            + " with the csrfToken of GET /api/v1/session");
        }
    }

    private static void checkOwn(HttpServerRequest request) {
        if (!Door.isOwn(request.getHeader("Host"), request.getHeader("Origin"), request.getHeader("Sec-Fetch-Site"))) {
            throw new Denial(
                    Denial.Kind.FORGED,
                    "Without identities the registry answers only to this machine, by the name localhost or a loopback address,"
                            + " and to no page of another origin");
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"estiva\""));
    }

    /** With a problem document, as every other error. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        Denial denial = Optional.<Denial>ofNullable(context.get(Denial.KEY)).orElseGet(Denial::ofCredentials);
        ProblemType type = type(denial.kind());
        if (denial.kind() != Denial.Kind.UNKNOWN) {
            HttpServerRequest request = context.request();
            String address = request.remoteAddress().hostAddress();
            tries.get().add(Caller.nobody(address), request.method().name(), path(context), denial.status());
        }
        context.response().setStatusCode(denial.status()).putHeader("Content-Type", Problem.MEDIA_TYPE);
        switch (denial.kind()) {
            case CREDENTIALS -> context.response().putHeader("WWW-Authenticate", "Bearer realm=\"estiva\"");
            case UNKNOWN -> context.response().putHeader("Retry-After", "5");
            case FORGED -> {}
        }
        Problem problem = Problem.of(type, denial.getMessage(), path(context), List.of());
        return Uni.createFrom()
                .completionStage(context.response().end(text(problem)).toCompletionStage())
                .replaceWith(true);
    }

    private static ProblemType type(Denial.Kind kind) {
        return switch (kind) {
            case CREDENTIALS -> ProblemType.UNAUTHENTICATED;
            case FORGED -> ProblemType.FORBIDDEN;
            case UNKNOWN -> ProblemType.DATABASE_AWAY;
        };
    }

    /** As it was asked, which the edge has found to be a URI. */
    private static String path(RoutingContext context) {
        return context.request().path();
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class, SessionToken.class, OpenDoor.class);
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom().item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "bearer"));
    }
}
