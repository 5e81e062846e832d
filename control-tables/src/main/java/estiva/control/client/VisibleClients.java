package estiva.control.client;

import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which clients somebody may see. The database compares the names: which ones are equal is for its collation to say.
 *
 * @param identity those for which this identity has a role; null: all
 */
public record VisibleClients(String identity) {
    public static final VisibleClients ALL = new VisibleClients(null);

    public boolean isAll() {
        return identity == null;
    }

    /**
     * A condition for a statement that {@link #bind} is called on.
     *
     * @param column the one with the client's name; text of the program
     */
    public String condition(String column) {
        return isAll()
                ? "1 = 1"
                : column + " IN (SELECT r.ProcessName FROM AccessRole r WHERE r.IdentityName = :visibleTo)";
    }

    public <S extends SqlStatement<S>> S bind(S statement) {
        return isAll() ? statement : statement.bind("visibleTo", identity);
    }
}
