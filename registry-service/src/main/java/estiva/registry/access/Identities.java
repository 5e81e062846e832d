package estiva.registry.access;

import estiva.registry.access.IdentityState.KeyState;
import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Changes who may come in and what they may do. One change comes after the other ({@link AccessVersionRepository#raise}),
 * and after each there is somebody left who may make the next one.
 */
@Singleton
class Identities {
    /** Two, so that one can take the place of the other. */
    private static final int MOST_KEYS = 2;

    private final AccessVersionRepository versions;
    private final AccessIdentityRepository identities;
    private final AccessRoleRepository roles;
    private final AccessKeyRepository keys;
    private final AccessSessionRepository sessions;
    private final Caller caller;
    private final RecordedAccess record;

    Identities(
            AccessVersionRepository versions,
            AccessIdentityRepository identities,
            AccessRoleRepository roles,
            AccessKeyRepository keys,
            AccessSessionRepository sessions,
            Caller caller,
            RecordedAccess record) {
        this.versions = versions;
        this.identities = identities;
        this.roles = roles;
        this.keys = keys;
        this.sessions = sessions;
        this.caller = caller;
        this.record = record;
    }

    @Transactional
    List<IdentityState> list(String after, int limit) {
        String query = "identityName > ?1 ORDER BY identityName";
        return identities.find(query, after == null ? "" : after).page(0, limit).list().stream()
                .map(identity -> state(identity, null))
                .toList();
    }

    @Transactional
    Optional<IdentityState> find(String name) {
        return identities.named(name).map(this::whole);
    }

    /** @param isNew whether there was none of this name */
    record Put(IdentityState state, boolean isNew) {}

    /** @param passwordHash of the new password; null: it stays as it is */
    @Transactional
    Put put(String name, IdentityRequest request, String passwordHash) {
        versions.raise();
        Optional<AccessIdentity> before = identities.named(name);
        IdentityState stateBefore = before.map(this::whole).orElse(null);
        AccessIdentity identity = before.orElseGet(() -> made(name));
        if (request.disables() || !request.givesAdmin()) {
            refuseOwn(identity);
        }
        if (passwordHash != null || request.disables() != identity.disabled) {
            identity.passwordVersion++;
            sessions.delete("identityName", identity.identityName);
        }
        if (passwordHash != null) {
            identity.passwordHash = passwordHash;
        }
        identity.disabled = request.disables();
        identities.persistAndFlush(identity);
        roles.set(identity.identityName, request.roles());
        checkSomebodyIsAdmin();
        IdentityState now = whole(identity);
        record.put(stateBefore, now, passwordHash != null, caller.deed());
        return new Put(now, before.isEmpty());
    }

    private AccessIdentity made(String name) {
        AccessIdentity identity = new AccessIdentity();
        identity.identityName = name;
        identity.createdAt = AccessClock.now();
        identity.createdBy = caller.registeredBy();
        return identity;
    }

    @Transactional
    void delete(String name) {
        versions.raise();
        AccessIdentity identity = identities.needed(name);
        refuseOwn(identity);
        record.deleted(whole(identity), caller.deed());
        keys.revokeAll(identity.identityName);
        sessions.delete("identityName", identity.identityName);
        roles.delete("identityName", identity.identityName);
        identities.delete(identity);
        checkSomebodyIsAdmin();
    }

    /** @return the key that is valid from now on */
    @Transactional
    KeyState add(String name, ApiKeyText text, Instant expiresAt) {
        versions.raise();
        AccessIdentity identity = identities.needed(name);
        Instant now = AccessClock.now();
        long valid = keys.of(identity.identityName).stream()
                .filter(key -> key.isValidAt(now))
                .count();
        if (valid >= MOST_KEYS) {
            throw ProblemException.conflict(
                    ProblemType.STATE, "'" + identity.identityName + "' has " + MOST_KEYS + " keys; revoke one first");
        }
        AccessKey key = new AccessKey();
        key.keyId = text.keyId();
        key.identityName = identity.identityName;
        key.secretHash = text.hash();
        key.createdAt = now;
        key.createdBy = caller.registeredBy();
        key.expiresAt = expiresAt;
        keys.persist(key);
        record.added(key, caller.deed());
        checkSomebodyIsAdmin();
        return KeyState.of(key);
    }

    @Transactional
    void revoke(String name, String keyId) {
        if (caller.cameBy(keyId)) {
            throw ProblemException.conflict(
                    ProblemType.STATE, "The request came with this key; revoke it with another one");
        }
        versions.raise();
        AccessIdentity identity = identities.needed(name);
        if (!keys.revoke(identity.identityName, keyId)) {
            throw ProblemException.notFound("key", keyId);
        }
        record.revoked(keyId, identity.identityName, caller.deed());
        checkSomebodyIsAdmin();
    }

    /** Nobody locks out the one who could let them in again. */
    private void refuseOwn(AccessIdentity identity) {
        if (caller.isNamed(identity.identityName)) {
            throw ProblemException.conflict(
                    ProblemType.STATE, "An admin cannot take the role from itself; another admin can");
        }
    }

    /** Otherwise nobody could change this any more, or the registry were open again. What was changed is rolled back. */
    private void checkSomebodyIsAdmin() {
        identities.flush();
        if (identities.countAdmins() == 0) {
            throw ProblemException.conflict(
                    ProblemType.STATE,
                    "Nobody would be left who may change this: at least one identity needs the role admin for all clients and"
                            + " a password or a key");
        }
    }

    private IdentityState whole(AccessIdentity identity) {
        return state(
                identity,
                keys.of(identity.identityName).stream().map(KeyState::of).toList());
    }

    private IdentityState state(AccessIdentity identity, List<KeyState> keysOfIt) {
        return new IdentityState(
                identity.identityName,
                identity.passwordHash != null,
                identity.disabled,
                roles.of(identity.identityName),
                keysOfIt,
                identity.createdAt,
                identity.createdBy);
    }
}
