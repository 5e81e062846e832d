package estiva.registry.access;

import estiva.registry.audit.RefusedTries;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Has the audit tell what was refused. What nobody was let in for, before any resource, {@link AccessMechanism} tells. */
@Provider
public class RefusedRequests implements ContainerResponseFilter {
    private static final Set<Integer> ALWAYS = Set.of(401, 403);
    /** 404 too: what may not be seen is not there. */
    private static final Set<Integer> OF_CHANGES = Set.of(404, 409, 412, 422, 429);

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /** Filters are made before the service has started. */
    private final Instance<RefusedTries> tries;

    private final Caller caller;

    RefusedRequests(Instance<RefusedTries> tries, Caller caller) {
        this.tries = tries;
        this.caller = caller;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        int status = response.getStatus();
        if (isTold(request.getMethod(), status)) {
            String path = request.getUriInfo().getRequestUri().getRawPath();
            tries.get().add(caller.deed(), request.getMethod(), path, status);
        }
    }

    private static boolean isTold(String method, int status) {
        return ALWAYS.contains(status) || OF_CHANGES.contains(status) && !SAFE.contains(method);
    }
}
