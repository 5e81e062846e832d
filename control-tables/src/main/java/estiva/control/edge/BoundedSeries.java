package estiva.control.edge;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Keeps what clients ask for from making time series. Quarkus puts the path as it was asked into the tag {@code uri} where
 * a request was answered without a template, or broken off; here a path is known once it was answered with success.
 */
@Singleton
class BoundedSeries implements MeterFilter {
    /** More than there are paths in any of the services. */
    private static final int PATHS = 200;

    private static final Set<String> NAMED = Set.of("root", "NOT_FOUND", "REDIRECTION", "UNKNOWN");
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_.{}-]+)+");

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().equals("http.server.requests")) {
            return id;
        }
        String method = id.getTag("method");
        return method == null || RequestCheck.METHODS.contains(method)
                ? ofKnownUri(id)
                : ofKnownUri(with(id, "method", "OTHER"));
    }

    private Meter.Id ofKnownUri(Meter.Id id) {
        String uri = id.getTag("uri");
        return uri == null || NAMED.contains(uri) || isKnown(uri, id.getTag("status"))
                ? id
                : with(id, "uri", "UNKNOWN");
    }

    private static Meter.Id with(Meter.Id id, String key, String value) {
        return id.replaceTags(id.getTags().stream()
                .map(tag -> tag.getKey().equals(key) ? Tag.of(key, value) : tag)
                .toList());
    }

    private boolean isKnown(String uri, String status) {
        if (known.contains(uri)) {
            return true;
        }
        boolean isAnswered = status != null && status.startsWith("2");
        return isAnswered && PLAIN.matcher(uri).matches() && known.size() < PATHS && known.add(uri);
    }
}
