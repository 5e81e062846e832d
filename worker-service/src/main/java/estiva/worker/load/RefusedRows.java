package estiva.worker.load;

import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.staging.Staging.Refused;
import estiva.worker.write.staging.Violations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that the target refuses, as they stand in the file: the staging table has only their numbers and values, so the
 * file is read once more, as far as the last of them.
 */
record RefusedRows(Reading reading, RowPlan plan, Violations violations) {

    /** The first {@value Tally#KEPT} of both, by their number. */
    List<Reject> among(List<Reject> others, List<Refused> refused) {
        List<Reject> all = new ArrayList<>(others);
        all.addAll(found(refused));
        all.sort(Comparator.comparingLong(Reject::row));
        return List.copyOf(all.subList(0, Math.min(all.size(), Tally.KEPT)));
    }

    private List<Reject> found(List<Refused> refused) {
        Map<Long, String> reasons = new HashMap<>();
        refused.forEach(row -> reasons.put(row.row(), row.reason()));
        List<Reject> rejects = new ArrayList<>();
        try (RowFile file = reading.open()) {
            file.takeOnly(plan.fields());
            for (Row row = file.next(); row != null && !reasons.isEmpty(); row = file.next()) {
                reading.stop().check();
                String reason = reasons.remove(file.rowsRead());
                if (reason != null) {
                    Reject reject = reject(row, file.rowsRead(), reason);
                    reading.request().memory().take(Tally.REJECT_BYTES + (long) Character.BYTES * reject.length());
                    rejects.add(reject);
                }
            }
        } catch (UnreadableFile | IOException e) {
            // It was read to its end a moment ago; without it, the numbers and reasons must do.
        }
        reasons.forEach((number, reason) -> rejects.add(new Reject(number, 0, null, null, reason, null)));
        return rejects;
    }

    private Reject reject(Row row, long number, String reason) {
        boolean keepsText = reading.request().spec().rejectsOrDefault().keepsRawText();
        String raw = keepsText ? row.rawText(Reject.LONGEST) : null;
        String target = violations.columnOf(reason);
        for (RowPlan.Part part : plan.parts()) {
            if (part.target().name().equals(target) && part.field() >= 0 && part.field() < row.fieldCount()) {
                String value = keepsText ? row.text(part.field(), Reject.LONGEST) : null;
                return new Reject(number, row.line(), part.name(), value, reason, raw);
            }
        }
        return new Reject(number, row.line(), null, null, reason, raw);
    }
}
