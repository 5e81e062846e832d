package estiva.registry.http;

import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Lets so many bodies become objects at once as the heap bears: as objects they take up to twenty times as much as they
 * did as text. The others wait in line, and are told to come again if it does not move.
 */
@Provider
@Priority(Priorities.USER + 1) // BodyLimit first: what it refuses takes nothing
public class JsonMemory implements ContainerRequestFilter {
    private static final int KIBIBYTE = 1024;
    /** Of the heap, as text: with the objects that it becomes, a third. */
    private static final int PART = 64;

    private static final int FREE = 16;
    private static final long PATIENCE_SECONDS = 10;

    private final int all =
            (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART / KIBIBYTE);
    private final Semaphore kibibytes = new Semaphore(all, true);

    /** On the thread that the request is carried out on: the endpoints that take bodies block. */
    @Override
    public void filter(ContainerRequestContext request) {
        var work = (ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext();
        int length = work.unwrap(RoutingContext.class).body().length() / KIBIBYTE;
        if (length < FREE) {
            return;
        }
        int part = Math.min(length, all);
        if (!acquired(part)) {
            throw ProblemException.unavailable(ProblemType.BUSY, "Too many large bodies are under way; try again");
        }
        work.registerCompletionCallback(failure -> kibibytes.release(part));
    }

    private boolean acquired(int part) {
        try {
            return kibibytes.tryAcquire(part, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
