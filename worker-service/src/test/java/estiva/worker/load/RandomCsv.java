package estiva.worker.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;

/** A dialect of csv, and what an import has to say of it. */
final class RandomCsv {
    private static final ZoneId ZONE = ZoneId.of("America/Sao_Paulo");

    private final Random random;
    private final String delimiter;
    private final char quote;
    private final boolean escapes;
    private final String lineEnd;
    private final Charset encoding;
    private final boolean isBrazilian;
    private final boolean hasOffsets;

    RandomCsv(Random random) {
        this.random = random;
        delimiter = List.of(",", ";", "\t", "|", "||", "^").get(random.nextInt(6));
        quote = random.nextInt(3) == 0 ? '\'' : '"';
        escapes = random.nextInt(4) == 0;
        lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        encoding = Charset.forName(List.of("UTF-8", "UTF-16LE", "UTF-16BE").get(random.nextInt(3)));
        isBrazilian = random.nextBoolean();
        hasOffsets = random.nextBoolean();
    }

    Path write(List<Object[]> rows, Path file, ObjectNode spec) throws IOException {
        describe(spec);
        StringBuilder text =
                new StringBuilder(random.nextBoolean() && !encoding.name().equals("UTF-8") ? "\uFEFF" : "");
        text.append(String.join(delimiter, RandomTable.NAMES)).append(lineEnd);
        for (int row = 0; row < rows.size(); row++) {
            Object[] values = rows.get(row);
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? "" : delimiter).append(field(values[i]));
            }
            text.append(row == rows.size() - 1 && random.nextBoolean() ? "" : lineEnd);
        }
        CharsetEncoder encoder = encoding.newEncoder();
        java.nio.ByteBuffer bytes = encoder.encode(java.nio.CharBuffer.wrap(text));
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        return Files.write(file, content);
    }

    private void describe(ObjectNode spec) {
        ObjectNode format = spec.putObject("format");
        format.put("delimiter", delimiter).put("quote", String.valueOf(quote)).put("encoding", encoding.name());
        if (escapes) {
            format.put("escape", "\\");
        }
        ArrayNode columns = spec.putArray("columns");
        for (String name : RandomTable.NAMES) {
            ObjectNode column = columns.addObject().put("source", name);
            switch (name) {
                case "BornOn" -> putIf(isBrazilian, column, "format", "dd/MM/yyyy");
                case "Amount" -> putIf(isBrazilian, column.put("locale", "pt-BR"), "format", "#,##0.00");
                case "UpdatedAt" -> putIf(hasOffsets, column, "timeZone", ZONE.getId());
                case "Active" -> {
                    column.putArray("trueValues").add("sim").add("S");
                    column.putArray("falseValues").add("não").add("N");
                }
                default -> {
                    // As it is.
                }
            }
        }
    }

    private static void putIf(boolean wanted, ObjectNode column, String member, String value) {
        if (wanted) {
            column.put(member, value);
        }
    }

    private String field(Object value) {
        if (value == null) {
            return "";
        }
        String text = spelled(value);
        boolean needsQuotes = text.isEmpty()
                || text.indexOf(quote) >= 0
                || text.contains(delimiter)
                || delimiter.length() > 1 && text.indexOf(delimiter.charAt(0)) >= 0
                || text.indexOf('\n') >= 0
                || text.indexOf('\r') >= 0;
        if (escapes) {
            text = text.replace("\\", "\\\\").replace(String.valueOf(quote), "\\" + quote);
        } else {
            text = text.replace(String.valueOf(quote), String.valueOf(quote).repeat(2));
        }
        return needsQuotes || random.nextInt(3) == 0 ? quote + text + quote : text;
    }

    private String spelled(Object value) {
        if (value instanceof LocalDate date) {
            return isBrazilian ? date.format(DateTimeFormatter.ofPattern("dd/MM/uuuu")) : date.toString();
        }
        if (value instanceof LocalDateTime time) {
            return hasOffsets ? withOffset(time) : time.toString().replace("T", random.nextBoolean() ? "T" : " ");
        }
        if (value instanceof BigDecimal number) {
            return isBrazilian ? brazilian(number) : random.nextBoolean() ? number.toString() : number.toPlainString();
        }
        if (value instanceof Boolean flag) {
            return flag
                    ? List.of("1", "true", "SIM", "s").get(random.nextInt(4))
                    : List.of("0", "no", "NÃO").get(random.nextInt(3));
        }
        return value.toString();
    }

    /** The same moment by the clocks of another place. */
    private String withOffset(LocalDateTime time) {
        if (ZONE.getRules().getValidOffsets(time).size() != 1) {
            return time.toString();
        }
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(random.nextInt(12), 30);
        String moment = time.atZone(ZONE)
                .toOffsetDateTime()
                .withOffsetSameInstant(offset)
                .toString();
        return random.nextBoolean() ? moment : moment.substring(0, moment.length() - 3) + "30";
    }

    private static String brazilian(BigDecimal number) {
        String[] parts = number.toPlainString().replace("-", "").split("\\.");
        StringBuilder whole = new StringBuilder(parts[0]);
        for (int at = whole.length() - 3; at > 0; at -= 3) {
            whole.insert(at, '.');
        }
        return (number.signum() < 0 ? "-" : "") + whole + (parts.length > 1 ? "," + parts[1] : "");
    }
}
