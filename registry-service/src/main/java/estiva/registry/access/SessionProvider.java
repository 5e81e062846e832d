package estiva.registry.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Lets in who is signed in. */
@Singleton
class SessionProvider implements IdentityProvider<SessionToken> {
    private final Admission admission;

    SessionProvider(Admission admission) {
        this.admission = admission;
    }

    @Override
    public Class<SessionToken> getRequestType() {
        return SessionToken.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(SessionToken token, AuthenticationRequestContext context) {
        String hash = token.hash();
        return admission.admit(
                context,
                known -> known.bySession(hash, AccessClock.now()).map(person -> Admission.identity(person, "session")),
                known -> known.hasSession(hash));
    }
}
