package estiva.registry.access;

import estiva.registry.access.IdentityRequest.RoleRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

@Singleton
class AccessRoleRepository implements PanacheRepositoryBase<AccessRole, Long> {

    Person person(String identityName) {
        return Person.of(
                identityName,
                list("identityName", identityName).stream()
                        .map(AccessRole::given)
                        .toList());
    }

    /** As they were given: a role of some clients is one with a list. */
    List<RoleRequest> of(String identityName) {
        Map<String, List<String>> clients = new LinkedHashMap<>();
        for (AccessRole role : list("identityName = ?1 ORDER BY accessRoleId", identityName)) {
            List<String> named = clients.computeIfAbsent(role.roleName, none -> new ArrayList<>());
            if (role.processName != null) {
                named.add(role.processName);
            }
        }
        return clients.entrySet().stream()
                .map(role -> new RoleRequest(role.getKey(), role.getValue().isEmpty() ? null : role.getValue()))
                .toList();
    }

    /** These, and no others. */
    void set(String identityName, List<RoleRequest> roles) {
        delete("identityName", identityName);
        for (RoleRequest role : roles) {
            if (role.clients() == null) {
                give(identityName, role.role(), null);
            } else {
                role.clients().forEach(client -> give(identityName, role.role(), client.strip()));
            }
        }
    }

    private void give(String identityName, String roleName, String processName) {
        AccessRole role = new AccessRole();
        role.identityName = identityName;
        role.roleName = roleName;
        role.processName = processName;
        persist(role);
    }
}
