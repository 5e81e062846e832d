package estiva.worker.load;

import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpec.Mode;
import estiva.worker.convert.TargetColumn;
import estiva.worker.write.TargetRefused;
import estiva.worker.write.TargetTable;
import estiva.worker.write.staging.Append;
import estiva.worker.write.staging.Publisher;
import estiva.worker.write.staging.Replace;
import estiva.worker.write.staging.Staging;
import estiva.worker.write.staging.Upsert;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What an import's mode means for its target. */
final class Publishers {

    private Publishers() {}

    /** @throws TargetRefused when the table lacks what the mode needs */
    static Publisher of(Connection connection, ImportSpec spec, Staging staging, PlanMaker plan)
            throws SQLException, PlanRefused, TargetRefused {
        return switch (spec.modeOrDefault()) {
            case append -> new Append(staging);
            case replace -> new Replace(staging, plan.scope());
            case upsert -> upsert(connection, spec, staging);
        };
    }

    /** @throws PlanRefused when the table's kind does not go with the mode */
    static void check(ImportSpec spec, TargetTable table) throws PlanRefused {
        if (table.traits().isAppendOnly() && spec.modeOrDefault() != Mode.append) {
            throw new PlanRefused("table " + table.name()
                    + " is an append-only ledger table, which takes neither UPDATE nor" + " DELETE; mode "
                    + spec.modeOrDefault() + " needs them: use mode append, or an updatable ledger table");
        }
    }

    private static Upsert upsert(Connection connection, ImportSpec spec, Staging staging)
            throws SQLException, PlanRefused, TargetRefused {
        List<TargetColumn> key = new ArrayList<>();
        for (String name : spec.keysOrEmpty()) {
            key.add(staging.columnsAndRow().stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new PlanRefused("does not fill the import's key column '" + name + "' of table "
                            + staging.target().name())));
        }
        Upsert.requireUniqueIndex(connection, staging.target(), spec.keysOrEmpty());
        return new Upsert(
                staging,
                key,
                switch (spec.duplicateKeysOrDefault()) {
                    case first -> Upsert.Doubled.FIRST;
                    case last -> Upsert.Doubled.LAST;
                    case reject -> Upsert.Doubled.NONE;
                });
    }
}
