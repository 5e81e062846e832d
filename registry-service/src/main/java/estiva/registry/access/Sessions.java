package estiva.registry.access;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is signed in. */
@Singleton
class Sessions {
    static final String PASSWORD_VERSION = "estiva.passwordVersion";
    /** Of one identity; the oldest ends for a new one. */
    private static final int MOST = 20;

    private final AccessVersionRepository versions;
    private final AccessIdentityRepository identities;
    private final AccessRoleRepository roles;
    private final AccessSessionRepository sessions;
    private final RecordedAccess record;
    private final Duration time;

    Sessions(
            AccessVersionRepository versions,
            AccessIdentityRepository identities,
            AccessRoleRepository roles,
            AccessSessionRepository sessions,
            RecordedAccess record,
            AccessConfig config) {
        this.record = record;
        this.versions = versions;
        this.identities = identities;
        this.roles = roles;
        this.sessions = sessions;
        this.time = config.session();
    }

    @Transactional
    Optional<AccessIdentity> identity(String name) {
        return identities.named(name);
    }

    @Transactional
    Person person(AccessIdentity identity) {
        return roles.person(identity.identityName);
    }

    /** @param passwordVersion of the password that was right: a change of it meanwhile ends this session too */
    @Transactional
    SessionToken begin(String name, int passwordVersion, String address) {
        SessionToken token = SessionToken.random();
        versions.raise();
        List<AccessSession> others = sessions.list("identityName = ?1 ORDER BY createdAt DESC, sessionHash", name);
        others.stream().skip(MOST - 1L).forEach(sessions::delete);
        AccessSession session = new AccessSession();
        session.sessionHash = token.hash();
        session.identityName = name;
        session.passwordVersion = passwordVersion;
        session.createdAt = AccessClock.now();
        session.expiresAt = session.createdAt.plus(time);
        sessions.persist(session);
        record.signedIn(name, address);
        return token;
    }

    @Transactional
    void end(SessionToken token, String address) {
        versions.raise();
        AccessSession session = sessions.findById(token.hash());
        if (session != null) {
            sessions.delete(session);
            record.signedOut(session.identityName, address);
        }
    }

    Duration time() {
        return time;
    }
}
