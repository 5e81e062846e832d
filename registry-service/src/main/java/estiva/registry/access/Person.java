package estiva.registry.access;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one identity may do. Whoever has a role for a client also sees that client.
 *
 * @param everywhere roles for all clients
 * @param somewhere roles for some clients, by their names as the table of clients has them
 */
public record Person(String name, Set<Role> everywhere, Map<Role, Set<String>> somewhere) {

    /** A role as it was given; no client: for all. */
    record Given(Role role, String processName) {}

    static Person of(String name, Iterable<Given> given) {
        Set<Role> everywhere = EnumSet.noneOf(Role.class);
        Map<Role, Set<String>> somewhere = new HashMap<>();
        for (Given each : given) {
            if (each.processName() != null) {
                add(somewhere, each.role(), each.processName());
                add(somewhere, Role.VIEWER, each.processName());
            } else if (each.role() == Role.ADMIN) {
                everywhere.addAll(EnumSet.allOf(Role.class));
            } else {
                everywhere.add(each.role());
                everywhere.add(Role.VIEWER);
            }
        }
        return new Person(name, everywhere, somewhere);
    }

    private static void add(Map<Role, Set<String>> somewhere, Role role, String processName) {
        somewhere.computeIfAbsent(role, none -> new HashSet<>()).add(processName);
    }

    /** Of an identity that another mechanism has let in: its roles are for all clients. */
    static Person of(SecurityIdentity identity) {
        Person known = identity.getAttribute(Person.class.getName());
        if (known != null) {
            return known;
        }
        return of(
                identity.getPrincipal().getName(),
                identity.getRoles().stream()
                        .flatMap(text -> Role.of(text).stream())
                        .map(role -> new Given(role, null))
                        .toList());
    }

    boolean hasEverywhere(Role role) {
        return everywhere.contains(role);
    }

    /** By the name as it is spelt here; another spelling may be the same client to the database. */
    boolean hasFor(Role role, String processName) {
        return hasEverywhere(role) || somewhere.getOrDefault(role, Set.of()).contains(processName);
    }

    boolean hasSomewhere(Role role) {
        return hasEverywhere(role) || somewhere.containsKey(role);
    }

    /** What it may do for some client at least, as annotations name it. */
    Set<String> roles() {
        Set<String> roles = new TreeSet<>();
        for (Role role : Role.values()) {
            if (hasSomewhere(role)) {
                roles.add(role.text());
            }
        }
        return roles;
    }
}
