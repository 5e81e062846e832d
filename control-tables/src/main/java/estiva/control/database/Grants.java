package estiva.control.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The rights of the services' roles on SQL Server, where the services have logins of their own: a migration gives what {@link
 * #SCRIPT} says and a role lacks, so that a new table is of use at once. It takes nothing away, because during an upgrade and
 * after a rollback the services of another release work on the same tables.
 *
 * <p>What a role has is not given again: a GRANT also takes away the DENY that somebody may have meant:
 * https://learn.microsoft.com/sql/t-sql/statements/grant-transact-sql
 */
final class Grants {
    private static final Logger LOG = Logger.getLogger(Grants.class);
    private static final String SCRIPT = "db/sqlserver/grants.sql";
    private static final Pattern LINE = Pattern.compile("(?m)^GRANT ([A-Z, ]+?) +ON (\\w+) +TO (\\w+);");

    /** One line of the script, or what of it is missing. */
    private record Grant(Set<String> rights, String table, String role) {
        Grant without(Set<String> held) {
            Set<String> missing = new TreeSet<>(rights);
            missing.removeIf(right -> held.contains(key(role, table, right)));
            return new Grant(missing, table, role);
        }

        String statement() {
            return "GRANT " + String.join(", ", rights) + " ON " + table + " TO " + role;
        }
    }

    private final ControlDatabase database;

    Grants(ControlDatabase database) {
        this.database = database;
    }

    /** Gives what is missing; of what this login cannot give, it says so and goes on, since then somebody else has to. */
    void give() {
        List<Grant> missing = missing();
        List<RuntimeException> refused =
                missing.stream().map(this::refusal).flatMap(Optional::stream).toList();
        if (!refused.isEmpty()) {
            LOG.errorf(
                    "Services lack rights on %d tables, which this login could not give them: let an owner of the database run"
                            + " %s of this release. %s",
                    refused.size(), SCRIPT, refused.get(0).getMessage());
        } else if (!missing.isEmpty()) {
            LOG.infof("Rights on %d tables were given to the services' roles", missing.size());
        }
    }

    private Optional<RuntimeException> refusal(Grant grant) {
        try {
            database.useTransaction(handle -> handle.execute(grant.statement()));
            return Optional.empty();
        } catch (RuntimeException e) {
            if (DatabaseErrors.isTransient(e)) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private List<Grant> missing() {
        List<Grant> wanted = script();
        Set<String> roles = roles();
        List<String> unseen = wanted.stream()
                .map(Grant::role)
                .distinct()
                .filter(role -> !roles.contains(role))
                .toList();
        if (!unseen.isEmpty()) {
            LOG.infof("No rights are given to %s: there are no such roles, or none that this login may see", unseen);
        }
        Set<String> held = held();
        return wanted.stream()
                .filter(grant -> roles.contains(grant.role()))
                .map(grant -> grant.without(held))
                .filter(grant -> !grant.rights().isEmpty())
                .toList();
    }

    private Set<String> roles() {
        return database.read(handle -> handle.createQuery("SELECT name FROM sys.database_principals WHERE type = 'R'")
                .mapTo(String.class)
                .set());
    }

    /** Granted or denied, both on purpose. */
    private Set<String> held() {
        return database.read(handle -> handle.createQuery("""
                        SELECT Grantee.name AS Role, Thing.name AS Thing, Held.permission_name AS Permission
                        FROM sys.database_permissions AS Held
                        JOIN sys.database_principals AS Grantee ON Grantee.principal_id = Held.grantee_principal_id
                        JOIN sys.objects AS Thing ON Thing.object_id = Held.major_id AND Thing.schema_id = SCHEMA_ID()
                        WHERE Held.class = 1 AND Held.minor_id = 0
                        """)
                .map((row, context) -> key(row.getString("Role"), row.getString("Thing"), row.getString("Permission")))
                .set());
    }

    private static String key(String role, String table, String right) {
        return role + " " + table + " " + right;
    }

    private static List<Grant> script() {
        try (InputStream script = Grants.class.getResourceAsStream("/" + SCRIPT)) {
            String text = new String(Objects.requireNonNull(script, SCRIPT).readAllBytes(), StandardCharsets.UTF_8);
            return LINE.matcher(text)
                    .results()
                    .map(line -> new Grant(Set.of(line.group(1).split(", *")), line.group(2), line.group(3)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
