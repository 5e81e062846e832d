package estiva.registry.access;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/** Reads who may come in, and keeps the tables of it small. */
@Singleton
class AccessTables {
    /** How long what has ended can still be seen. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final AccessVersionRepository versions;
    private final AccessIdentityRepository identities;
    private final AccessRoleRepository roles;
    private final AccessKeyRepository keys;
    private final AccessSessionRepository sessions;

    AccessTables(
            AccessVersionRepository versions,
            AccessIdentityRepository identities,
            AccessRoleRepository roles,
            AccessKeyRepository keys,
            AccessSessionRepository sessions) {
        this.versions = versions;
        this.identities = identities;
        this.roles = roles;
        this.keys = keys;
        this.sessions = sessions;
    }

    @Transactional
    long version() {
        return versions.current();
    }

    /** The version first: what changes meanwhile is read again with the next one. */
    @Transactional
    Known read() {
        return new Known(
                versions.current(),
                identities.listAll(),
                roles.listAll(),
                keys.list("revokedAt IS NULL"),
                sessions.list("expiresAt > ?1", AccessClock.now()));
    }

    @Transactional
    void forgetEnded() {
        sessions.delete("expiresAt < ?1", AccessClock.now().minus(KEPT));
    }

    @Transactional
    void used(String keyId, Instant moment) {
        keys.used(keyId, moment);
    }
}
