package estiva.registry.access;

import estiva.control.text.Sha256;
import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** The secret in a cookie: who has it is signed in. */
final class SessionToken extends BaseAuthenticationRequest {
    private final String secret;

    SessionToken(String secret) {
        this.secret = secret;
    }

    static SessionToken random() {
        return new SessionToken(ApiKeyText.randomSecret());
    }

    String secret() {
        return secret;
    }

    /** What is stored of it. */
    String hash() {
        return Sha256.of("session " + secret);
    }

    /**
     * What a page has to send beside the cookie, which browsers send by themselves: only a page of this origin can have read it.
     */
    String csrfToken() {
        return Sha256.of("csrf " + secret);
    }
}
