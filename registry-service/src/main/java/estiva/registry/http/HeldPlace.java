package estiva.registry.http;

import estiva.control.edge.Place;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** A request has its place for as long as a resource works on it. */
@Provider
@PreMatching
public class HeldPlace implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        var work = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        Place place = Place.of(work.unwrap(RoutingContext.class));
        place.hold();
        work.registerCompletionCallback(failure -> place.letGo());
    }
}
