package estiva.registry.access;

import estiva.control.audit.Deed;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes the identity {@code admin} of a key that is configured. */
@Singleton
class FirstAdmin {
    private static final Logger LOG = Logger.getLogger(FirstAdmin.class);
    private static final String ADMIN = "admin";
    private static final String CONFIGURED = "configuration";

    private final AccessVersionRepository versions;
    private final AccessIdentityRepository identities;
    private final AccessRoleRepository roles;
    private final AccessKeyRepository keys;
    private final RecordedAccess record;

    FirstAdmin(
            AccessVersionRepository versions,
            AccessIdentityRepository identities,
            AccessRoleRepository roles,
            AccessKeyRepository keys,
            RecordedAccess record) {
        this.versions = versions;
        this.identities = identities;
        this.roles = roles;
        this.keys = keys;
        this.record = record;
    }

    /** Once: the identity, its role, the key. A key that was revoked stays revoked. */
    @Transactional
    void install(ApiKeyText text) {
        AccessKey before = keys.findById(text.keyId());
        if (before != null) {
            warnOf(before, text);
            return;
        }
        versions.raise();
        boolean wasAdmin = makeAdmin();
        AccessKey made = new AccessKey();
        made.keyId = text.keyId();
        made.identityName = ADMIN;
        made.secretHash = text.hash();
        made.createdAt = AccessClock.now();
        made.createdBy = CONFIGURED;
        keys.persist(made);
        Deed deed = new Deed(CONFIGURED, CONFIGURED, null);
        if (!wasAdmin) {
            record.madeAdmin(ADMIN, deed);
        }
        record.added(made, deed);
        LOG.infof("The key %s of estiva.access.admin-key is the identity admin's from now on", text);
    }

    private static void warnOf(AccessKey before, ApiKeyText text) {
        if (before.revokedAt != null) {
            LOG.warn("The key of estiva.access.admin-key was revoked and opens nothing; configure one with another id");
        } else if (!text.hasHash(before.secretHash)) {
            LOG.warn("There is another key with the id of estiva.access.admin-key; configure one with another id");
        }
    }

    /** @return whether it was one before */
    private boolean makeAdmin() {
        Optional<AccessIdentity> before = identities.named(ADMIN);
        boolean wasEnabled = before.map(identity -> !identity.disabled).orElse(false);
        before.ifPresentOrElse(identity -> identity.disabled = false, this::makeIdentity);
        boolean hasRole =
                roles.count("identityName = ?1 AND roleName = ?2 AND processName IS NULL", ADMIN, Role.ADMINISTERS) > 0;
        if (!hasRole) {
            AccessRole role = new AccessRole();
            role.identityName = ADMIN;
            role.roleName = Role.ADMINISTERS;
            roles.persist(role);
        }
        return wasEnabled && hasRole;
    }

    private void makeIdentity() {
        AccessIdentity admin = new AccessIdentity();
        admin.identityName = ADMIN;
        admin.createdAt = AccessClock.now();
        admin.createdBy = CONFIGURED;
        identities.persist(admin);
    }
}
