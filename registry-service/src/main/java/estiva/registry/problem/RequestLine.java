package estiva.registry.problem;

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

/** What is answered before it is known which resource would: OPTIONS, and a Content-Type that is there but empty. */
@Provider
@PreMatching
public class RequestLine implements ContainerRequestFilter {
    private final AllowedMethods allowed;

    RequestLine(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            SortedSet<String> methods = allowed.at(request.getUriInfo().getPath());
            if (methods.isEmpty()) {
                throw new NotFoundException();
            }
            request.abortWith(Response.ok().header(HttpHeaders.ALLOW, String.join(", ", methods)).build());
            return;
        }
        String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type != null && type.isBlank()) {
            throw new NotSupportedException();
        }
    }
}
