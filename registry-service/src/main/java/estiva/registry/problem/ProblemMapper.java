package estiva.registry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import estiva.control.database.DatabaseErrors;
import estiva.control.database.Startup;
import estiva.registry.problem.Problem.FieldError;
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
        return answer(Problem.of(e.type(), e.getMessage(), path(uri), e.errors())).build();
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException e, UriInfo uri) {
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        return problem(ProblemException.invalid(errors), uri);
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException e, UriInfo uri) {
        return problem(JsonProblems.of(e), uri);
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
                ? answer.header(HttpHeaders.ALLOW, allowed.at(uri.getPath())).build()
                : answer.build();
    }

    /** A body that is too large, or whose sender is gone. */
    @ServerExceptionMapper
    public Response body(IOException e, UriInfo uri) {
        if (e instanceof BodyLimit.BodyTooLarge) {
            return blank(Response.Status.REQUEST_ENTITY_TOO_LARGE, uri).header("Connection", "close").build();
        }
        LOG.debugf(e, "%s: the body broke off", path(uri));
        return problem(ProblemException.malformed("The body breaks off"), uri);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, UriInfo uri) {
        if (!startup.isReady() || DatabaseErrors.isTransient(e)) {
            LOG.warnf("%s: the database does not answer: %s", path(uri), e.getMessage());
            String detail = "The request was not carried out as far as is known; try again in a few seconds, with the"
                    + " same Idempotency-Key if it had one";
            return answer(Problem.of(ProblemType.DATABASE_AWAY, detail, path(uri), List.of()))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        LOG.errorf(e, "%s failed", path(uri));
        return answer(Problem.blank(
                        500, "Internal Server Error", "The service's log has the reason", path(uri)))
                .build();
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
            case 406 -> "Only application/json can be answered";
            case 413 -> "The body must not be larger than " + BodyLimit.MAX_BYTES / 1024 / 1024 + " MiB";
            case 415 -> "The body must be sent as application/json";
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
