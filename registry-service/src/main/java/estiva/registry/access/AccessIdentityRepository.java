package estiva.registry.access;

import estiva.registry.problem.ProblemException;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
class AccessIdentityRepository implements PanacheRepositoryBase<AccessIdentity, String> {

    /** However it is spelt. */
    Optional<AccessIdentity> named(String name) {
        return find("identityName", name).singleResultOptional();
    }

    AccessIdentity needed(String name) {
        return named(name).orElseThrow(() -> ProblemException.notFound("identity", name));
    }

    /** How many could let others in: not disabled, an admin, with a password or a key. */
    long countAdmins() {
        return count("""
                disabled = false
                AND identityName IN (SELECT r.identityName FROM AccessRole r
                                      WHERE r.roleName = 'admin' AND r.processName IS NULL)
                AND (passwordHash IS NOT NULL
                     OR identityName IN (SELECT k.identityName FROM AccessKey k
                                          WHERE k.revokedAt IS NULL AND (k.expiresAt IS NULL OR k.expiresAt > ?1)))
                """, AccessClock.now());
    }
}
