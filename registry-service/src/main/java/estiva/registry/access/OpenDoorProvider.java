package estiva.registry.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Lets everybody in as long as nobody is known. */
@Singleton
class OpenDoorProvider implements IdentityProvider<OpenDoor> {
    static final String MEANS = "open";
    private static final Person ANYBODY = Person.of("anonymous", List.of(new Person.Given(Role.ADMIN, null)));

    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();

    private final Admission admission;
    private final Door door;

    OpenDoorProvider(Admission admission, Door door) {
        this.admission = admission;
        this.door = door;
    }

    @Override
    public Class<OpenDoor> getRequestType() {
        return OpenDoor.class;
    }

    /** @return an anonymous identity: it is closed, and who asked is nobody */
    @Override
    public Uni<SecurityIdentity> authenticate(OpenDoor request, AuthenticationRequestContext context) {
        return admission.ask(context, known -> door.isOpen(known) ? Admission.identity(ANYBODY, MEANS) : NOBODY);
    }
}
