package estiva.control.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A request's place among those that are carried out at once. It is given up when the request is answered, or its client
 * is gone, and the thread that works on it has ended too: asking and hanging up gets nobody more threads than asking does.
 */
public final class Place {
    private static final String KEY = Place.class.getName();

    private final AtomicInteger holders = new AtomicInteger(1);
    private final Runnable giveUp;

    Place(RoutingContext request, Runnable giveUp) {
        this.giveUp = giveUp;
        request.put(KEY, this);
    }

    public static Place of(RoutingContext request) {
        return request.get(KEY);
    }

    /** For a handler that takes the request to a thread of its own: it calls this before it returns. */
    public void hold() {
        holders.incrementAndGet();
    }

    /** Once after each {@link #hold}. */
    public void letGo() {
        if (holders.decrementAndGet() == 0) {
            giveUp.run();
        }
    }
}
