package estiva.registry.access;

import estiva.control.client.VisibleClients;
import estiva.registry.entity.Conditions;
import estiva.registry.entity.Fresh;
import estiva.registry.problem.ProblemException;
import jakarta.inject.Singleton;

/**
 * What who asks may do with one client. Annotations say which role an operation needs for any client at all; here it is
 * asked for the one that is meant.
 */
@Fresh
@Singleton
public class Access {
    private final Caller caller;
    private final AccessRoleRepository roles;

    Access(Caller caller, AccessRoleRepository roles) {
        this.caller = caller;
        this.roles = roles;
    }

    /** Which clients are seen: what is not is not there, in no list, count or answer. */
    public VisibleClients visible() {
        Person person = caller.person();
        return person.hasEverywhere(Role.VIEWER) ? VisibleClients.ALL : new VisibleClients(person.name());
    }

    /** As {@link #visible}, for a query of entities that have the member processName. */
    public Conditions visible(Conditions conditions) {
        return conditions.and(
                "processName IN (SELECT r.processName FROM AccessRole r WHERE r.identityName = :visibleTo)",
                "visibleTo",
                visible().identity());
    }

    public boolean hasEverywhere(Role role) {
        return caller.person().hasEverywhere(role);
    }

    /** Whether the role is given for this client, however its name is spelt. */
    public boolean has(Role role, String processName) {
        Person person = caller.person();
        return person.hasFor(role, processName) || person.hasSomewhere(role) && isStored(person, role, processName);
    }

    private boolean isStored(Person person, Role role, String processName) {
        String query = "identityName = ?1 AND processName = ?2";
        return role == Role.VIEWER
                ? roles.count(query, person.name(), processName) > 0
                : roles.count(query + " AND roleName = ?3", person.name(), processName, role.text()) > 0;
    }

    public boolean sees(String processName) {
        return has(Role.VIEWER, processName);
    }

    /** For a client that is seen, or whose being there nothing is said of. */
    public void demand(Role role, String processName) {
        if (!has(role, processName)) {
            throw ProblemException.forbidden(
                    "This needs the role " + role.text() + " for client '" + processName + "'");
        }
    }

    public void demandEverywhere(Role role) {
        if (!hasEverywhere(role)) {
            throw ProblemException.forbidden("This needs the role " + role.text() + " for all clients");
        }
    }
}
