package estiva.registry.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets in by API key. */
@Singleton
class KeyProvider implements IdentityProvider<TokenAuthenticationRequest> {
    private final Admission admission;
    private final KeyUse use;

    KeyProvider(Admission admission, KeyUse use) {
        this.admission = admission;
        this.use = use;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        Optional<ApiKeyText> key = ApiKeyText.of(request.getToken().getToken());
        if (key.isEmpty()) {
            return Uni.createFrom().failure(Denial.ofCredentials());
        }
        String keyId = key.get().keyId();
        return admission
                .admit(
                        context,
                        known -> known.byKey(key.get(), AccessClock.now())
                                .map(person -> Admission.identity(person, "key " + keyId)),
                        known -> known.hasKey(keyId))
                .invoke(identity -> use.note(keyId));
    }
}
