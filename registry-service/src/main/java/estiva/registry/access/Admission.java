package estiva.registry.access;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Looks a credential up: in what is known, and in the tables only if that is too old to say. */
@Singleton
class Admission {
    /** By which means somebody was let in, for the records. */
    static final String MEANS = "estiva.means";

    private static final Logger LOG = Logger.getLogger(Admission.class);

    private final KnownAccess access;

    Admission(KnownAccess access) {
        this.access = access;
    }

    /**
     * @param find the identity whose credential it is, in what is known
     * @param isKnown whether the credential is known, valid or not
     * @return fails with a {@link Denial}
     */
    Uni<SecurityIdentity> admit(
            AuthenticationRequestContext context,
            Function<Known, Optional<SecurityIdentity>> find,
            Predicate<Known> isKnown) {
        Function<Known, SecurityIdentity> needed = known -> find.apply(known).orElseThrow(Denial::ofCredentials);
        Optional<Known> known = access.now();
        boolean isCertain = known.isPresent() && (isKnown.test(known.get()) || !access.mayBeOutdated());
        return isCertain
                ? Uni.createFrom().item(() -> needed.apply(known.get()))
                : context.runBlocking(() -> needed.apply(look()));
    }

    /** By what is known, as it is now. */
    Uni<SecurityIdentity> ask(AuthenticationRequestContext context, Function<Known, SecurityIdentity> answer) {
        Optional<Known> known = access.now();
        return known.isPresent()
                ? Uni.createFrom().item(() -> answer.apply(known.get()))
                : context.runBlocking(() -> answer.apply(look()));
    }

    private Known look() {
        try {
            return access.look();
        } catch (RuntimeException e) {
            LOG.debugf(e, "It is not known who may come in");
            throw new Denial(
                    Denial.Kind.UNKNOWN,
                    "The database does not answer, so that nobody can be let in; try again in a few seconds");
        }
    }

    static SecurityIdentity identity(Person person, String means) {
        return builder(person, means).build();
    }

    static QuarkusSecurityIdentity.Builder builder(Person person, String means) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(person.name()))
                .addRoles(person.roles())
                .addAttribute(Person.class.getName(), person)
                .addAttribute(MEANS, means);
    }
}
