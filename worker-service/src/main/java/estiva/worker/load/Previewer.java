package estiva.worker.load;

import estiva.control.inspect.Preview;
import estiva.control.text.VisibleText;
import estiva.worker.convert.BadValue;
import estiva.worker.read.Header;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadingStopped;
import estiva.worker.read.Row;
import estiva.worker.read.RowFile;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import estiva.worker.write.EscalationAdvice;
import estiva.worker.write.TargetRefused;
import estiva.worker.write.TargetTable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;

/** Reads the first rows of a file as a load would, and shows them instead of sending them. */
@Singleton
public class Previewer {

    private static final int LONGEST_VALUE = 200;
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final long VALUE_BYTES = 128;

    private final DataSource dataSource;
    private final RowFiles files;

    public Previewer(DataSource dataSource, RowFiles files) {
        this.dataSource = dataSource;
        this.files = files;
    }

    /** @throws TargetRefused when there is no such table, or none that an import may write */
    public TargetTable table(String target, String client) throws SQLException, TargetRefused {
        try (Connection connection = dataSource.getConnection()) {
            return TargetTable.find(connection, target, client);
        }
    }

    /**
     * What keeps the file as a whole from being loaded is the preview's problem.
     *
     * @param stop ends the reading: the preview then shows the rows that it has
     */
    public Preview preview(LoadRequest request, int most, Stop stop) throws SQLException {
        TargetTable table;
        try {
            table = table(request.spec().target(), request.processName());
        } catch (TargetRefused e) {
            return new Preview(request.spec().target(), List.of(), List.of(), VisibleText.of(e.getMessage()), false);
        }
        Shown shown = new Shown(request.memory());
        String problem = null;
        try (RowFile file = files.open(request.file(), request.spec(), request.memory(), stop)) {
            Header header = file.header().orElse(null);
            shown.plan = new PlanMaker(request, header, table).make();
            file.takeOnly(shown.plan.fields());
            shown.read(file, most, stop);
        } catch (ReadingStopped e) {
            problem = request.fileName() + ": only " + shown.rows.size()
                    + " of its rows could be read within the time that a preview has; a load reads on";
        } catch (UnreadableFile | PlanRefused | IOException e) {
            problem = request.fileName() + ": " + e.getMessage();
        }
        return new Preview(table.name(), shown.columns(), shown.rows, VisibleText.of(problem), shown.isWhole)
                .noting(notes(table));
    }

    /** Whether several clients will load the table is not known here: it is said in any case. */
    public static List<String> notes(TargetTable table) {
        return table.traits().escalates() ? List.of(EscalationAdvice.of(table)) : List.of();
    }

    private static final class Shown {
        private final List<Preview.Row> rows = new ArrayList<>();
        private final MemoryShare memory;
        private RowPlan plan;
        private boolean isWhole;
        private int characters;

        Shown(MemoryShare memory) {
            this.memory = memory;
            // What is shown, as text and as the JSON that it becomes.
            memory.take(6L * MOST_CHARACTERS);
        }

        void read(RowFile file, int most, Stop stop) throws UnreadableFile {
            int width = plan.width() == 0 ? file.width() : plan.width();
            while (rows.size() < most && characters < MOST_CHARACTERS) {
                stop.check();
                Row row = file.next();
                if (row == null) {
                    isWhole = true;
                    return;
                }
                memory.take(plan.parts().size() * VALUE_BYTES);
                width = width == 0 ? row.fieldCount() : width;
                rows.add(shown(row, file.rowsRead(), width));
            }
        }

        private Preview.Row shown(Row row, long number, int width) {
            List<String> values = new ArrayList<>();
            List<Preview.Fault> faults = new ArrayList<>();
            if (row.problem() != null) {
                faults.add(new Preview.Fault(null, null, VisibleText.of(row.problem())));
            } else if (row.fieldCount() != width || row.fieldCount() < plan.farthest()) {
                faults.add(new Preview.Fault(
                        null, null, "has " + row.fieldCount() + " fields where " + width + " are expected"));
            } else {
                plan.parts().forEach(part -> values.add(value(part, row, faults)));
            }
            return new Preview.Row(number, row.line(), values, faults);
        }

        private String value(RowPlan.Part part, Row row, List<Preview.Fault> faults) {
            int field = part.field();
            try {
                Object value = field < 0
                        ? part.constant()
                        : part.rule().read(row.chars(), row.from(field), row.to(field), row.notation(field));
                String text = text(value);
                characters += text == null ? 0 : text.length();
                return text;
            } catch (BadValue e) {
                Preview.Fault fault =
                        new Preview.Fault(part.name(), row.text(field, LONGEST_VALUE), VisibleText.of(e.getMessage()));
                characters += fault.value().length() + fault.reason().length();
                faults.add(fault);
                return null;
            }
        }

        List<Preview.Column> columns() {
            return plan == null
                    ? List.of()
                    : plan.parts().stream()
                            .map(part -> new Preview.Column(
                                    part.target().name(),
                                    part.target().typeName(),
                                    part.field() < 0 ? null : part.name()))
                            .toList();
        }

        private static String text(Object value) {
            if (value == null) {
                return null;
            }
            String text = value instanceof byte[] bytes
                    ? "0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, LONGEST_VALUE))
                    : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
            return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
        }
    }
}
