package estiva.worker.load;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import estiva.worker.read.TestParquet;
import estiva.worker.read.TestWorkbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;

/** The same rows as JSON lines, as a workbook and as parquet. */
final class RandomFiles {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final double MILLIS_OF_A_DAY = 86_400_000;

    private RandomFiles() {}

    /** Members in any order; what is NULL may be missing, but not everywhere. */
    static Path jsonl(Random random, List<Object[]> rows, Path file, ObjectNode spec) throws IOException {
        ArrayNode columns = spec.putArray("columns");
        RandomTable.NAMES.forEach(
                name -> columns.addObject().put("source", name).put("optional", true));
        spec.putObject("format").put("type", "jsonl");
        StringBuilder text = new StringBuilder();
        for (Object[] values : rows) {
            List<String> members = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null || random.nextBoolean()) {
                    members.add("\"" + RandomTable.NAMES.get(i) + "\":" + json(random, values[i]));
                }
            }
            Collections.shuffle(members, random);
            text.append(
                    members.isEmpty() ? "{}" : "{" + String.join(random.nextBoolean() ? "," : " , ", members) + "}");
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return Files.writeString(file, text);
    }

    private static String json(Random random, Object value) {
        if (value instanceof BigDecimal number) {
            return random.nextBoolean() ? number.toPlainString() : number.unscaledValue() + "E" + -number.scale();
        }
        if (value instanceof Long number) {
            return random.nextBoolean() ? number.toString() : number + (random.nextBoolean() ? ".0" : "e0");
        }
        return value == null || value instanceof Number || value instanceof Boolean
                ? String.valueOf(value)
                : "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(value.toString())) + "\"";
    }

    /** Numbers as any program may spell them; styles 1 and 2 are a day and a moment. */
    static Path xlsx(Random random, List<Object[]> rows, Path file, ObjectNode spec) throws IOException {
        spec.putObject("format").put("type", "xlsx");
        List<String> shared = new ArrayList<>();
        String layout = random.nextBoolean() ? "\n  " : "";
        StringBuilder sheet = new StringBuilder(row(1, RandomTable.NAMES.toArray(), random, shared, layout));
        for (int i = 0; i < rows.size(); i++) {
            sheet.append(row(i + 2, rows.get(i), random, shared, layout));
        }
        TestWorkbook workbook = new TestWorkbook().styles(Map.of(), 0, 14, 22);
        return workbook.shared(shared.isEmpty() ? new String[] {"<t/>"} : shared.toArray(new String[0]))
                .sheet("Hidden", "")
                .hide("Hidden", random.nextBoolean() ? "hidden" : "veryHidden")
                .sheet("Table", sheet.toString())
                .writeTo(file);
    }

    private static String row(int number, Object[] values, Random random, List<String> shared, String layout) {
        StringBuilder row = new StringBuilder(layout + "<row r=\"" + number + "\">");
        for (int i = 0; i < values.length; i++) {
            String reference = (char) ('A' + i) + String.valueOf(number);
            row.append(layout).append(cell(reference, values[i], random, shared, layout));
        }
        return row + layout + "</row>";
    }

    private static String cell(String at, Object value, Random random, List<String> shared, String layout) {
        if (value == null) {
            return "<c r=\"" + at + "\"/>";
        }
        if (value instanceof String text) {
            String runs = layout + "<t xml:space=\"preserve\">" + xml(text) + "</t>" + layout;
            if (random.nextBoolean()) {
                return "<c r=\"" + at + "\" t=\"inlineStr\">" + layout + "<is>" + runs + "</is></c>";
            }
            shared.add(runs);
            return "<c r=\"" + at + "\" t=\"s\">" + layout + "<v>" + layout + (shared.size() - 1) + "</v></c>";
        }
        if (value instanceof Boolean flag) {
            return "<c r=\"" + at + "\" t=\"b\"><v>" + (random.nextBoolean() ? flag : (Object) (flag ? 1 : 0))
                    + "</v></c>";
        }
        int style = value instanceof LocalDate ? 1 : value instanceof LocalDateTime ? 2 : 0;
        return "<c r=\"" + at + "\" s=\"" + style + "\">" + layout + "<v>" + layout + number(value, random)
                + "</v></c>";
    }

    private static String number(Object value, Random random) {
        double number = value instanceof LocalDate date
                ? ChronoUnit.DAYS.between(EPOCH, date.atStartOfDay())
                : value instanceof LocalDateTime time
                        ? ChronoUnit.MILLIS.between(EPOCH, time) / MILLIS_OF_A_DAY
                        : ((Number) value).doubleValue();
        BigDecimal exact = new BigDecimal(Double.toString(number));
        return switch (random.nextInt(3)) {
            case 0 -> Double.toString(number);
            case 1 -> exact.toPlainString();
            default -> exact.stripTrailingZeros().toString();
        };
    }

    /** What XML does not have, or takes for something else. */
    private static String xml(String text) {
        return text.replace("_x", "_x005F_x")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "_x000D_");
    }

    static Path parquet(List<Object[]> rows, Path file, ObjectNode spec) throws IOException {
        spec.putObject("format").put("type", "parquet");
        return new TestParquet("required int64 Id; optional binary Name (STRING); optional binary Code (STRING);"
                        + " optional int32 BornOn (DATE); optional int64 UpdatedAt (TIMESTAMP(MILLIS,true));"
                        + " optional int64 Amount (DECIMAL(18,4)); optional double Rate; optional boolean Active;")
                .writeTo(file, rows.size(), (group, number) -> fill(group, rows.get(number)));
    }

    private static void fill(Group group, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            String name = RandomTable.NAMES.get(i);
            Object value = values[i];
            if (value instanceof Long number) {
                group.append(name, number);
            } else if (value instanceof String text) {
                group.append(name, Binary.fromString(text));
            } else if (value instanceof LocalDate date) {
                group.append(name, (int) date.toEpochDay());
            } else if (value instanceof LocalDateTime time) {
                group.append(name, time.toInstant(ZoneOffset.UTC).toEpochMilli());
            } else if (value instanceof BigDecimal number) {
                group.append(name, number.setScale(4).unscaledValue().longValueExact());
            } else if (value instanceof Double number) {
                group.append(name, number);
            } else if (value instanceof Boolean flag) {
                group.append(name, flag);
            }
        }
    }
}
