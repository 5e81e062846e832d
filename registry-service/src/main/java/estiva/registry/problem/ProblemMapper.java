package estiva.registry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.Startup;
import estiva.control.imports.UnusableDefinition;
import estiva.registry.http.StrictJson;
import estiva.registry.problem.Problem.FieldError;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes the problem document of everything that a request can fail with; no stack trace leaves the service. */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Startup startup;
    private final AllowedMethods allowed;

    ProblemMapper(Startup startup, AllowedMethods allowed) {
        this.startup = startup;
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e, UriInfo uri) {
        Response.ResponseBuilder answer = answer(Problem.of(e.type(), e.getMessage(), path(uri), e.errors()));
        return switch (e.type().status()) {
            case 503, 429 ->
                answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
            case 401 ->
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"estiva\"")
                        .build();
            default -> answer.build();
        };
    }

    @ServerExceptionMapper
    public Response nobody(UnauthorizedException e, UriInfo uri) {
        return problem(
                ProblemException.unauthenticated(
                        "Send an API key as 'Authorization: Bearer estiva_<id>_<secret>', or sign in"
                                + " at POST /api/v1/session"),
                uri);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e, UriInfo uri) {
        return problem(ProblemException.forbidden("No role of the identity allows this operation"), uri);
    }

    @ServerExceptionMapper
    public Response unusable(UnusableDefinition e, UriInfo uri) {
        return problem(ProblemException.conflict(ProblemType.STATE, e.getMessage()), uri);
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException e, UriInfo uri) {
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .limit(Problem.MOST_ERRORS)
                .toList();
        return problem(ProblemException.invalid(errors), uri);
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException e, UriInfo uri) {
        if (e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException) {
            return tooLarge(StrictJson.LIMITS, uri).build();
        }
        return problem(JsonProblems.of(e), uri);
    }

    /** Jackson throws one for an exponent that no number has, and takes it for no fault of the JSON. */
    @ServerExceptionMapper
    public Response number(NumberFormatException e, UriInfo uri) {
        boolean isOfBody = e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("com.fasterxml.jackson.");
        return isOfBody
                ? problem(ProblemException.malformed("A number of the body has too large an exponent"), uri)
                : unexpected(e, uri);
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e, UriInfo uri) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json, uri);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        if (status.getFamily() == Response.Status.Family.SERVER_ERROR) {
            LOG.errorf(e, "%s failed", path(uri));
        }
        Response.ResponseBuilder answer = blank(status, uri);
        return status.getStatusCode() == Response.Status.METHOD_NOT_ALLOWED.getStatusCode()
                ? answer.header(HttpHeaders.ALLOW, String.join(", ", allowed.at(uri)))
                        .build()
                : answer.build();
    }

    /** A body that is too large, or whose sender is gone. */
    @ServerExceptionMapper
    public Response body(IOException e, UriInfo uri) {
        if (e instanceof BodyLimit.BodyTooLarge) {
            return tooLarge(e.getMessage(), uri).header("Connection", "close").build();
        }
        LOG.debugf(e, "%s: the body broke off", path(uri));
        return problem(ProblemException.malformed("The body breaks off"), uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, UriInfo uri) {
        if (!startup.isReady() || DatabaseErrors.isTransient(e)) {
            LOG.warnf("%s: the database does not answer: %s", path(uri), e.getMessage());
            String detail = "The request was probably not carried out; try again in a few seconds, with the"
                    + " same Idempotency-Key if it had one";
            return answer(Problem.of(ProblemType.DATABASE_AWAY, detail, path(uri), List.of()))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        if (DatabaseErrors.isDuplicateKey(e)) {
            LOG.debugf(e, "%s: another request was faster", path(uri));
            return problem(
                    ProblemException.conflict(
                            ProblemType.CONCURRENT, "Other requests change the same thing at this moment; try again"),
                    uri);
        }
        LOG.errorf(e, "%s failed", path(uri));
        return answer(Problem.blank(500, "Internal Server Error", "The service's log has the reason", path(uri)))
                .build();
    }

    private static Response.ResponseBuilder tooLarge(String detail, UriInfo uri) {
        return answer(
                Problem.blank(413, Response.Status.REQUEST_ENTITY_TOO_LARGE.getReasonPhrase(), detail, path(uri)));
    }

    private static Response.ResponseBuilder blank(Response.StatusType status, UriInfo uri) {
        String detail = detail(status.getStatusCode(), path(uri));
        return answer(Problem.blank(status.getStatusCode(), status.getReasonPhrase(), detail, path(uri)));
    }

    /** As it was asked, so that it is a URI reference even where a name in it had to be encoded. */
    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }

    private static String detail(int status, String path) {
        return switch (status) {
            case 404 -> "There is nothing at " + path;
            case 405 -> "The method is not allowed here; see the header Allow";
            case 406 ->
                "The header Accept allows no type that this can be answered in; most answers are application/json";
            case 415 -> "The body must be sent with the header Content-Type: application/json";
            default -> "The request cannot be carried out";
        };
    }

    /** The path without the names of the method and its parameter, which are ours and not the request's. */
    private static String field(ConstraintViolation<?> violation) {
        Set<String> own = Set.of("<list element>", "<map value>");
        StringBuilder path = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case PROPERTY, CONTAINER_ELEMENT -> append(path, node, own.contains(node.getName()));
                case METHOD, PARAMETER, BEAN, CONSTRUCTOR, CROSS_PARAMETER, RETURN_VALUE -> {}
            }
        }
        return path.toString();
    }

    private static void append(StringBuilder path, Path.Node node, boolean unnamed) {
        if (node.isInIterable() && node.getIndex() != null) {
            path.append('[').append(node.getIndex()).append(']');
        }
        if (!unnamed) {
            path.append(path.length() == 0 ? "" : ".").append(node.getName());
        }
    }
}
