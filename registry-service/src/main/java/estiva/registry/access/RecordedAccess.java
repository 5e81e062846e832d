package estiva.registry.access;

import estiva.control.audit.Act;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import estiva.registry.access.IdentityRequest.RoleRequest;
import estiva.registry.access.IdentityState.KeyState;
import estiva.registry.audit.AuditTrail;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the audit tells of changes of who may what, in their transactions. No secret is part of it. */
@Singleton
class RecordedAccess {
    private final AuditTrail trail;

    RecordedAccess(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param before null: there was none */
    void put(IdentityState before, IdentityState now, boolean isPasswordNew, Deed deed) {
        Map<String, Object> after = told(now);
        if (isPasswordNew) {
            after.put("password", "changed");
        }
        Changed changed = Changed.between(before == null ? null : told(before), after);
        String action = before == null ? "identity.add" : "identity.change";
        trail.done(deed, new Act(action, "identity", now.name(), null), changed);
    }

    /** Whatever it was before. */
    void madeAdmin(String identityName, Deed deed) {
        Map<String, Object> after = Map.of("roles", Map.of(Role.ADMINISTERS, "all"), "disabled", false);
        trail.done(deed, new Act("identity.change", "identity", identityName, null), Changed.to(after));
    }

    void deleted(IdentityState last, Deed deed) {
        Map<String, Object> before = told(last);
        before.put("keys", last.keys().stream().map(KeyState::keyId).toList());
        trail.done(deed, new Act("identity.delete", "identity", last.name(), null), Changed.between(before, null));
    }

    void added(AccessKey key, Deed deed) {
        Map<String, Object> after = new TreeMap<>(Map.of("identity", key.identityName));
        if (key.expiresAt != null) {
            after.put("expiresAt", key.expiresAt);
        }
        trail.done(deed, new Act("key.add", "key", key.keyId, null), Changed.to(after));
    }

    void revoked(String keyId, String identityName, Deed deed) {
        Changed changed = Changed.between(Map.of("identity", identityName), null);
        trail.done(deed, new Act("key.revoke", "key", keyId, null), changed);
    }

    void signedIn(String identityName, String address) {
        Deed deed = new Deed(identityName, "password", address);
        trail.done(deed, new Act("session.begin", "identity", identityName, null), Changed.to(Map.of()));
    }

    void signedOut(String identityName, String address) {
        Deed deed = new Deed(identityName, "session", address);
        trail.done(deed, new Act("session.end", "identity", identityName, null), Changed.to(Map.of()));
    }

    /** Without what the order of roles and clients would make different. */
    private static Map<String, Object> told(IdentityState state) {
        Map<String, Object> roles = new TreeMap<>();
        for (RoleRequest role : state.roles()) {
            List<String> clients = role.clients();
            roles.put(
                    role.role(),
                    clients == null ? "all" : clients.stream().sorted().toList());
        }
        return new HashMap<>(Map.of("roles", roles, "disabled", state.disabled(), "hasPassword", state.hasPassword()));
    }
}
