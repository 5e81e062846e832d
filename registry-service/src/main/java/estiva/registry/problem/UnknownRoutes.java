package estiva.registry.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers what no resource, page or probe has answered, so that every error here is a problem document. */
@Singleton
public class UnknownRoutes {
    private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE;

    private final ObjectMapper json;

    public UnknownRoutes(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(AFTER_ALL_OTHERS).handler(this::notFound);
    }

    private void notFound(RoutingContext context) {
        String path = context.request().path();
        Problem problem = Problem.blank(404, "Not Found", "There is nothing at " + path, path);
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
