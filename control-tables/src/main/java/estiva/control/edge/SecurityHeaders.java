package estiva.control.edge;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * What browsers are told with every answer: to take it for what it says it is, to keep it nowhere, to show it in no frame, and to run
 * nothing but the page's own files.
 */
final class SecurityHeaders {
    private static final Set<String> PAGES = Set.of("/", "/index.html");
    private static final Set<String> PARTS_OF_PAGES =
            Set.of("/overview.js", "/session.js", "/overview.css", "/favicon.svg");
    private static final String SWAGGER = "/q/swagger-ui";

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    private static final String OWN_FILES = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    /** Its own page has scripts and styles within it. */
    private static final String OWN_FILES_AND_INLINE =
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");
    /** A year; only told over TLS, where it can be kept. */
    private static final String TLS_ONLY = "max-age=31536000";

    private SecurityHeaders() {}

    static void put(MultiMap headers, String path, boolean isTls) {
        ALWAYS.forEach(headers::set);
        headers.set("Content-Security-Policy", policy(path));
        headers.set("Cache-Control", PAGES.contains(path) || PARTS_OF_PAGES.contains(path) ? "no-cache" : "no-store");
        if (isTls) {
            headers.set("Strict-Transport-Security", TLS_ONLY);
        }
    }

    /** For an answer that is given before a handler sees the request. */
    static void put(BiConsumer<String, String> headers) {
        ALWAYS.forEach(headers);
        headers.accept("Content-Security-Policy", NOTHING);
        headers.accept("Cache-Control", "no-store");
    }

    private static String policy(String path) {
        if (PAGES.contains(path)) {
            return OWN_FILES;
        }
        return path.startsWith(SWAGGER) ? OWN_FILES_AND_INLINE : NOTHING;
    }
}
