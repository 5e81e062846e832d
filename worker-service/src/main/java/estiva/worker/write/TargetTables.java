package estiva.worker.write;

import estiva.control.database.ControlObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Tables as the catalogue showed them a moment ago: for a file of one row, asking it again would cost more than the load.
 * A table may be altered meanwhile, so a load that did not go quite smoothly must be done again with a fresh look.
 */
public final class TargetTables {
    private static final Logger LOG = Logger.getLogger(TargetTables.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 1_000;

    /** @param isChecklist whether the client may load what no other client may */
    private record Place(String url, String target, boolean isChecklist) {}

    private record Look(TargetTable table, long at) {}

    private record Name(String target, boolean isChecklist) {}

    /** How a table is looked up. */
    public interface Lookup {
        TargetTable find(Connection connection, String target, String client) throws SQLException, TargetRefused;
    }

    private final Lookup lookup;
    private final EscalationAdvice escalation = new EscalationAdvice();
    private final Map<Place, Look> looks = new ConcurrentHashMap<>();
    private final Map<Name, String> names = new ConcurrentHashMap<>();

    public TargetTables() {
        this(TargetTable::find);
    }

    public TargetTables(Lookup lookup) {
        this.lookup = lookup;
    }

    /** @param isRemembered false when the catalogue was asked just now */
    public record Found(TargetTable table, boolean isRemembered) {}

    /**
     * @param client whose file is loaded
     * @throws TargetRefused when the table does not exist, or is none that an import may write
     */
    public Found find(Connection connection, String target, String client) throws SQLException, TargetRefused {
        Place place = new Place(connection.getMetaData().getURL(), target, ControlObjects.CHECKLIST.equals(client));
        Look look = looks.get(place);
        long now = System.nanoTime();
        if (look != null && now - look.at() < KEPT_NANOS) {
            return new Found(look.table(), true);
        }
        TargetTable table = lookup.find(connection, target, client);
        escalation.of(table, client).ifPresent(LOG::info);
        if (looks.size() >= MOST) {
            looks.clear();
            names.clear();
        }
        looks.put(place, new Look(table, now));
        names.put(new Name(target, place.isChecklist()), table.quoted());
        return new Found(table, false);
    }

    /**
     * The table's one name, whatever way the definition writes it: each part as the catalogue spelled it at the last look, which
     * may be {@link #forget forgotten}.
     */
    public Optional<String> name(String target, String client) {
        return Optional.ofNullable(names.get(new Name(target, ControlObjects.CHECKLIST.equals(client))));
    }

    /** The next look is at the catalogue itself. */
    public void forget(String target) {
        looks.keySet().removeIf(place -> place.target().equals(target));
    }
}
