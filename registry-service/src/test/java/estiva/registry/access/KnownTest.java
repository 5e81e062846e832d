package estiva.registry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a session lets in, by what is known. */
class KnownTest {
    private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

    private final AccessIdentity identity = new AccessIdentity();
    private final AccessSession session = new AccessSession();

    @BeforeEach
    void signIn() {
        identity.identityName = "maria";
        identity.passwordVersion = 1;
        session.sessionHash = "hash";
        session.identityName = "maria";
        session.passwordVersion = 1;
        session.expiresAt = NOW.plusSeconds(1);
    }

    private boolean isLetIn() {
        return new Known(1, List.of(identity), List.of(), List.of(), List.of(session))
                .bySession("hash", NOW)
                .isPresent();
    }

    @Test
    void aSessionLetsIn() {
        assertThat(isLetIn()).isTrue();
    }

    /** Its row was written after the sessions of the old password were deleted. */
    @Test
    void aSignInThatANewPasswordOvertookDoesNot() {
        identity.passwordVersion = 2;

        assertThat(isLetIn()).isFalse();
    }

    @Test
    void oneThatHasEndedDoesNot() {
        session.expiresAt = NOW;

        assertThat(isLetIn()).isFalse();
    }

    @Test
    void oneOfADisabledIdentityDoesNot() {
        identity.disabled = true;

        assertThat(isLetIn()).isFalse();
    }
}
