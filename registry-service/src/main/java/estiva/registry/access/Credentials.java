package estiva.registry.access;

import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a request brings to be let in by.
 *
 * @param bearer null: no key
 * @param cookie null: nobody is signed in
 */
record Credentials(String bearer, String cookie) {
    /** The prefix has browsers take it from this host alone, over TLS alone, for all paths. */
    static final String COOKIE = "__Host-estiva";

    private static final String SCHEME = "bearer ";

    /** @throws Denial there is more than one, or one of a kind that is not taken */
    static Credentials of(HttpServerRequest request) {
        List<String> headers = request.headers().getAll("Authorization");
        List<String> cookies = cookies(request);
        if (headers.size() + cookies.size() > 1) {
            throw Denial.ofCredentials();
        }
        return new Credentials(
                headers.isEmpty() ? null : bearer(headers.get(0)), cookies.isEmpty() ? null : cookies.get(0));
    }

    private static String bearer(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Denial.ofCredentials();
        }
        return header.substring(SCHEME.length()).strip();
    }

    /** Read here, since a map of cookies keeps one of two with one name. */
    private static List<String> cookies(HttpServerRequest request) {
        List<String> found = new ArrayList<>();
        for (String header : request.headers().getAll("Cookie")) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(COOKIE)) {
                    found.add(pair.substring(equals + 1).strip());
                }
            }
        }
        return found;
    }

    boolean areNone() {
        return bearer == null && cookie == null;
    }
}
