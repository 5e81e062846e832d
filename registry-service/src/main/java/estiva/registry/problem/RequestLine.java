package estiva.registry.problem;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.SortedSet;

/**
 * What is answered before it is known which resource would: OPTIONS, a method that the path lacks, for which Quarkus REST
 * looks at the templates that fit too, and a Content-Type that is none.
 */
@Provider
@PreMatching
public class RequestLine implements ContainerRequestFilter {
    private final AllowedMethods allowed;

    RequestLine(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        SortedSet<String> methods = allowed.at(request.getUriInfo());
        if (!methods.contains(request.getMethod())) {
            throw methods.isEmpty()
                    ? new NotFoundException()
                    : new ClientErrorException(Response.Status.METHOD_NOT_ALLOWED);
        }
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            request.abortWith(Response.ok()
                    .header(HttpHeaders.ALLOW, String.join(", ", methods))
                    .build());
            return;
        }
        try {
            request.getMediaType();
        } catch (IllegalArgumentException e) {
            throw new NotSupportedException(e);
        }
    }
}
