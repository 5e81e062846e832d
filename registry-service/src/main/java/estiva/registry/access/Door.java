package estiva.registry.access;

import estiva.control.database.Startup;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Whether the registry is open: as long as nobody is known who may come in, and only where nobody but this machine reaches
 * it. On any other address it refuses to serve.
 */
@Singleton
public class Door {
    private static final Logger LOG = Logger.getLogger(Door.class);
    private static final Set<String> OWN_NAMES = Set.of("localhost", "[::1]");
    private static final Pattern OWN_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");

    private final String host;
    private final boolean isLoopback;
    private final AdminKey adminKey;

    Door(@ConfigProperty(name = "quarkus.http.host") String host, AdminKey adminKey) {
        this.host = host;
        this.isLoopback = isLoopback(host);
        this.adminKey = adminKey;
    }

    private static boolean isLoopback(String host) {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    void start(@Observes StartupEvent event, Startup startup, KnownAccess known) {
        if (!isLoopback && !adminKey.isGiven()) {
            startup.whenReady(() -> refuseUnless(known));
        }
    }

    private void refuseUnless(KnownAccess known) {
        try {
            if (!known.look().isNobodyKnown()) {
                return;
            }
        } catch (RuntimeException e) {
            // It lets nobody in as long as it does not know; the next start looks again.
            LOG.warnf("It is not known whether anybody may come in: %s", e.getMessage());
            return;
        }
        LOG.errorf(
                "The registry listens on %s, where others reach it, and has no identity: everybody could do everything. Set"
                        + " ESTIVA_ACCESS_ADMIN_KEY to a key of the form %s, or QUARKUS_HTTP_HOST=127.0.0.1",
                host, ApiKeyText.SHAPE);
        Quarkus.asyncExit(1);
    }

    boolean isOpen(Known known) {
        return isLoopback && !adminKey.isGiven() && known.isNobodyKnown();
    }

    /**
     * Whether a request comes from this machine on purpose. A page of somebody else's, open in a browser here, can send requests as
     * well, and with a name of its own that leads here (DNS rebinding) read the answers too.
     *
     * @param hostHeader may be null
     * @param origin of a browser; null: none
     * @param fetchSite what a browser says of the page that asks; null: nothing
     */
    static boolean isOwn(String hostHeader, String origin, String fetchSite) {
        boolean isFromHere = fetchSite == null || fetchSite.equals("same-origin") || fetchSite.equals("none");
        boolean isSameOrigin = origin == null
                || origin.equalsIgnoreCase("http://" + hostHeader)
                || origin.equalsIgnoreCase("https://" + hostHeader);
        return isFromHere && isSameOrigin && hostHeader != null && isOwnName(withoutPort(hostHeader));
    }

    private static String withoutPort(String hostHeader) {
        int colon = hostHeader.lastIndexOf(':');
        return colon > hostHeader.lastIndexOf(']') ? hostHeader.substring(0, colon) : hostHeader;
    }

    private static boolean isOwnName(String name) {
        return OWN_NAMES.contains(name.toLowerCase(java.util.Locale.ROOT))
                || OWN_ADDRESS.matcher(name).matches();
    }
}
