package estiva.control.edge;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Answers what no resource, page or probe has answered, so that every error here is a problem document. */
@Singleton
public class UnknownRoutes {
    private static final Logger LOG = Logger.getLogger(UnknownRoutes.class);
    private static final int BEFORE_HEALTH = -1;
    private static final int AFTER_ALL_OTHERS = Integer.MAX_VALUE;

    void register(@Observes Router router) {
        answerTheRest(router);
    }

    void registerManagement(@Observes ManagementInterface management) {
        answerTheRest(management.router());
    }

    private void answerTheRest(Router router) {
        // There are no groups of probes, and SmallRye keeps each that is asked for, until it throws.
        router.route("/q/health/group*").order(BEFORE_HEALTH).handler(this::notFound);
        router.route().order(AFTER_ALL_OTHERS).handler(this::notFound);
        router.route().order(AFTER_ALL_OTHERS - 1).failureHandler(this::failed);
    }

    private void notFound(RoutingContext context) {
        String path = context.request().path();
        answer(context, EdgeProblem.of(404, "There is nothing here", path));
    }

    private void failed(RoutingContext context) {
        int status = context.statusCode();
        if (context.failure() instanceof SecurityException || status == 401 || status == 403) {
            // Who may not do something is told so, and how to do better, by those who found out.
            context.next();
        } else if (status >= 400 && status < 500) {
            answer(
                    context,
                    EdgeProblem.of(
                            status,
                            "The request cannot be carried out",
                            context.request().path()));
        } else if (context.response().closed()
                || context.response().headWritten() && context.failure() instanceof IOException) {
            LOG.debugf(
                    context.failure(),
                    "%s: the client is gone",
                    context.request().path());
        } else {
            LOG.errorf(context.failure(), "%s failed", context.request().path());
            answer(
                    context,
                    EdgeProblem.of(
                            500,
                            "The service's log has the reason",
                            context.request().path()));
        }
    }

    private static void answer(RoutingContext context, EdgeProblem problem) {
        if (context.response().headWritten()) {
            context.request().connection().close();
        } else {
            context.response().headers().remove(HttpHeaders.CONTENT_LENGTH);
            problem.answer(context.response());
        }
    }
}
