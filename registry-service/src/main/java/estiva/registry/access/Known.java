package estiva.registry.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who may come in, as it was at one moment; read by every request, without a question to the database. */
final class Known {
    private final long version;
    private final Map<String, AccessKey> keys;
    private final Map<String, AccessSession> sessions;
    private final Map<String, AccessIdentity> identities;
    private final Map<String, Person> people;

    Known(
            long version,
            List<AccessIdentity> identities,
            List<AccessRole> roles,
            List<AccessKey> keys,
            List<AccessSession> sessions) {
        this.version = version;
        this.keys = keys.stream().collect(Collectors.toMap(key -> key.keyId, key -> key));
        this.sessions = sessions.stream().collect(Collectors.toMap(session -> session.sessionHash, session -> session));
        this.identities =
                identities.stream().collect(Collectors.toMap(identity -> identity.identityName, identity -> identity));
        Map<String, List<AccessRole>> given = roles.stream().collect(Collectors.groupingBy(role -> role.identityName));
        this.people = new HashMap<>();
        identities.forEach(identity -> people.put(
                identity.identityName,
                Person.of(
                        identity.identityName,
                        given.getOrDefault(identity.identityName, List.of()).stream()
                                .map(role ->
                                        new Person.Given(Role.of(role.roleName).orElseThrow(), role.processName))
                                .toList())));
    }

    long version() {
        return version;
    }

    boolean isNobodyKnown() {
        return identities.isEmpty();
    }

    /** Whether there is a key with this id, valid or not: if not, it may have been made a moment ago. */
    boolean hasKey(String keyId) {
        return keys.containsKey(keyId);
    }

    boolean hasSession(String hash) {
        return sessions.containsKey(hash);
    }

    Optional<Person> byKey(ApiKeyText text, Instant moment) {
        AccessKey key = keys.get(text.keyId());
        // Compared in any case, so that the time does not tell whether there is such an id.
        boolean isSecretRight = text.hasHash(key == null ? "" : key.secretHash);
        return isSecretRight && key.isValidAt(moment) ? admitted(key.identityName) : Optional.empty();
    }

    Optional<Person> bySession(String hash, Instant moment) {
        AccessSession session = sessions.get(hash);
        return session != null && session.expiresAt.isAfter(moment)
                ? Optional.ofNullable(identities.get(session.identityName))
                        .filter(identity -> identity.passwordVersion == session.passwordVersion)
                        .flatMap(identity -> admitted(identity.identityName))
                : Optional.empty();
    }

    private Optional<Person> admitted(String name) {
        return Optional.ofNullable(identities.get(name))
                .filter(identity -> !identity.disabled)
                .map(identity -> people.get(identity.identityName));
    }
}
