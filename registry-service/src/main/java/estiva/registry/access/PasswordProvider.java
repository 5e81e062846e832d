package estiva.registry.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lets in by name and password, straight from the tables: of a password nothing is kept in memory. */
@Singleton
class PasswordProvider implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
    private final Sessions sessions;
    private final Passwords passwords;

    PasswordProvider(Sessions sessions, Passwords passwords) {
        this.sessions = sessions;
        this.passwords = passwords;
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        return context.runBlocking(() ->
                check(request.getUsername(), new String(request.getPassword().getPassword())));
    }

    private SecurityIdentity check(String name, String password) {
        Optional<AccessIdentity> found = sessions.identity(name);
        String hash = found.map(identity -> identity.passwordHash).orElse(null);
        boolean isRight = passwords.isRight(password, hash);
        if (!isRight || found.get().disabled) {
            throw Denial.ofPassword();
        }
        AccessIdentity identity = found.get();
        return Admission.builder(sessions.person(identity), "password")
                .addAttribute(Sessions.PASSWORD_VERSION, identity.passwordVersion)
                .build();
    }
}
