package estiva.registry.problem;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The methods that a path knows: RFC 9110 wants them in every 405, where Quarkus REST tells none, and in the answer to
 * OPTIONS, where it tells those of the whole class.
 */
@Singleton
class AllowedMethods {
    private record Route(Pattern path, boolean isLiteral, String method) {

        boolean matches(String asked) {
            return path.matcher(asked).matches();
        }
    }

    private final List<Route> routes = new ArrayList<>();

    AllowedMethods(BeanManager beans) {
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                for (Method method : bean.getBeanClass().getDeclaredMethods()) {
                    addRoutes(root.value(), method);
                }
            }
        }
    }

    private void addRoutes(String root, Method method) {
        Path own = method.getAnnotation(Path.class);
        String template = ("/" + root + "/" + (own == null ? "" : own.value()))
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
        Pattern path = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                routes.add(new Route(path, !template.contains("{"), verb.value()));
            }
        }
    }

    /** @return empty: there is nothing at the path */
    SortedSet<String> at(UriInfo uri) {
        // Not decoded: a slash in a name is no slash of the path.
        String path = uri.getRequestUri()
                .getRawPath()
                .substring(uri.getBaseUri().getRawPath().length() - 1);
        SortedSet<String> methods = new TreeSet<>();
        // A path that is written out is not one of those that a template stands for: /imports/guess is no import.
        boolean isLiteral = routes.stream().anyMatch(route -> route.isLiteral() && route.matches(path));
        for (Route route : routes) {
            if (route.matches(path) && route.isLiteral() == isLiteral) {
                methods.add(route.method());
            }
        }
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }
}
