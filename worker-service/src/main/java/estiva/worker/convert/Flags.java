package estiva.worker.convert;

import java.util.List;
import java.util.Locale;

/** Bits: 0, 1, true, false, yes and no, and what the import adds to them, whatever their case. */
final class Flags implements Converter {

    private final List<String> trueValues;
    private final List<String> falseValues;
    private final int longest;

    private Flags(List<String> trueValues, List<String> falseValues) {
        this.trueValues = trueValues;
        this.falseValues = falseValues;
        int length = "false".length();
        for (String each : trueValues) {
            length = Math.max(length, each.length());
        }
        for (String each : falseValues) {
            length = Math.max(length, each.length());
        }
        longest = length;
    }

    static Flags of(List<String> trueValues, List<String> falseValues) {
        return new Flags(
                trueValues.stream().map(String::strip).toList(),
                falseValues.stream().map(String::strip).toList());
    }

    @Override
    public Object convert(char[] text, int from, int to) throws BadValue {
        boolean hasOwn = !trueValues.isEmpty() || !falseValues.isEmpty();
        if (!hasOwn && to - from == 1 && (text[from] == '0' || text[from] == '1')) {
            return text[from] == '1';
        }
        String flag = to - from > longest ? "" : new String(text, from, to - from);
        if (hasOwn && has(trueValues, flag)) {
            return true;
        }
        if (hasOwn && has(falseValues, flag)) {
            return false;
        }
        return switch (flag.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default -> throw new BadValue(reason());
        };
    }

    private static boolean has(List<String> values, String flag) {
        for (String each : values) {
            if (each.equalsIgnoreCase(flag)) {
                return true;
            }
        }
        return false;
    }

    private String reason() {
        StringBuilder list = new StringBuilder("is none of 0, 1, true, false, yes, no");
        trueValues.forEach(each -> list.append(", ").append(each));
        falseValues.forEach(each -> list.append(", ").append(each));
        return list.toString();
    }
}
