package estiva.registry.access;

import estiva.control.audit.Deed;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/** Who asks at this moment. */
@Singleton
public class Caller {
    private static final String NOBODY = "anonymous";

    private final SecurityIdentity identity;
    private final HttpServerRequest request;

    Caller(SecurityIdentity identity, HttpServerRequest request) {
        this.identity = identity;
        this.request = request;
    }

    /** What stands in the tables for who asked. */
    public String registeredBy() {
        return isAnybody() ? "HTTP " + address() : name();
    }

    /** Whether anybody could have asked, so that there is no name. */
    public boolean isAnybody() {
        return OpenDoorProvider.MEANS.equals(means());
    }

    /** Whether no credential says who it is. */
    boolean isNobody() {
        return identity.isAnonymous();
    }

    public String name() {
        return identity.getPrincipal().getName();
    }

    /** Whether a change of this identity is one of the caller's own. */
    boolean isNamed(String identityName) {
        return !isAnybody() && name().equals(identityName);
    }

    /** Whether the request came with this key. */
    boolean cameBy(String keyId) {
        return ("key " + keyId).equals(means());
    }

    String means() {
        return identity.getAttribute(Admission.MEANS);
    }

    /** Who asks, by which means, from where, for the audit. */
    public Deed deed() {
        String means = means();
        return isNobody() ? nobody(address()) : new Deed(name(), means == null ? "other" : means, address());
    }

    /** Somebody whom no valid credential names. */
    static Deed nobody(String address) {
        return new Deed(NOBODY, "none", address);
    }

    String address() {
        return request.remoteAddress().hostAddress();
    }

    Person person() {
        return Person.of(identity);
    }
}
