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
        String uri = id.getName().equals("http.server.requests") ? id.getTag("uri") : null;
        return uri == null || NAMED.contains(uri) || isKnown(uri, id.getTag("status"))
                ? id
                : id.replaceTags(id.getTags().stream()
                        .map(tag -> tag.getKey().equals("uri") ? Tag.of("uri", "UNKNOWN") : tag)
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
