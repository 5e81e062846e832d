package estiva.worker.read.xlsx;

import estiva.worker.read.BadRecord;
import estiva.worker.read.MemoryShare;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which of a workbook's styles show a number as a date, a time of the day, a duration, or with zeros before it. */
final class CellStyles {

    private static final int MOST = 1 << 16;
    private static final long FORMAT_BYTES = 64;
    private static final byte NUMBER = 0;
    private static final byte DATE = 1;
    private static final byte DURATION = 2;
    /** And more: the digits that are shown at least. */
    private static final byte ZEROS = 2;

    private static final int MOST_ZEROS = 50;
    private static final Set<String> COLOURS =
            Set.of("black", "blue", "cyan", "green", "magenta", "red", "white", "yellow");

    private byte[] kinds = new byte[64];
    private int count;

    static CellStyles none() {
        return new CellStyles();
    }

    static CellStyles read(OfficeXml xml, MemoryShare memory) throws IOException, BadRecord {
        CellStyles styles = new CellStyles();
        Map<Integer, Byte> formats = new HashMap<>();
        boolean isCellStyle = false;
        for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
            switch (element) {
                // Read once and not for each style: a code may be long, and 65536 styles may refer to it.
                case "numFmt" -> {
                    memory.take(FORMAT_BYTES);
                    String code = xml.attribute("formatCode");
                    formats.put(Ordinal.of(xml.attribute("numFmtId")), code == null ? null : kindOf(code));
                }
                case "cellXfs" -> isCellStyle = true;
                case "cellStyles", "dxfs" -> isCellStyle = false;
                case "xf" -> {
                    if (isCellStyle) {
                        styles.add(kindOf(xml.attribute("numFmtId"), formats));
                    }
                }
                default -> {
                    // Fonts and colours are no data.
                }
            }
            if (formats.size() > MOST || styles.count > MOST) {
                throw new BadRecord("the workbook has more than 65536 styles");
            }
        }
        return styles;
    }

    boolean isDate(int style) {
        return style < count && kinds[style] == DATE;
    }

    boolean isDuration(int style) {
        return style < count && kinds[style] == DURATION;
    }

    /** Digits that a whole number is shown with at least; 0: as many as it has. */
    int zeros(int style) {
        return style < count ? Math.max(0, kinds[style] - ZEROS) : 0;
    }

    private void add(byte kind) {
        if (kinds.length == count) {
            kinds = Arrays.copyOf(kinds, count * 2);
        }
        kinds[count++] = kind;
    }

    private static byte kindOf(String id, Map<Integer, Byte> formats) {
        int number = Ordinal.of(id);
        Byte own = formats.get(number);
        if (own != null) {
            return own;
        }
        number = Math.max(0, number);
        if (number == 46) {
            return DURATION;
        }
        // Built in, and those that Excel has built in for East Asia.
        boolean isDate = number >= 14 && number <= 22
                || number >= 27 && number <= 36
                || number >= 45 && number <= 47
                || number >= 50 && number <= 58;
        return isDate ? DATE : NUMBER;
    }

    /**
     * A format of letters for days, months, years, hours, minutes or seconds, outside of quotes; or one that shows nothing but
     * zeros, which codes have.
     */
    static byte kindOf(String format) {
        int end = format.indexOf(';') < 0 ? format.length() : format.indexOf(';');
        int zeros = zeros(format, end);
        if (zeros > 1 && zeros <= MOST_ZEROS) {
            return (byte) (ZEROS + zeros);
        }
        byte kind = NUMBER;
        for (int at = 0; at < end; at++) {
            char c = Character.toLowerCase(format.charAt(at));
            if (c == '\\' || c == '_' || c == '*') {
                at++;
            } else if (c == '"' || c == '[') {
                int close = format.indexOf(c == '"' ? '"' : ']', at + 1);
                if (close < 0) {
                    return kind;
                }
                if (c == '[' && format.substring(at + 1, close).matches("(?i)h+|m+|s+")) {
                    return DURATION;
                }
                at = close;
            } else if ("dmyhs".indexOf(c) >= 0) {
                kind = DATE;
            }
        }
        return kind;
    }

    /**
     * Zeros of a format that has nothing else to show: a locale, a colour and blanks as wide as a character are no digits.
     *
     * @return 0: it has something else
     */
    private static int zeros(String format, int end) {
        int zeros = 0;
        for (int at = 0; at < end; at++) {
            char c = format.charAt(at);
            if (c == '0') {
                zeros++;
            } else if (c == '_' && at + 1 < end || c == '\\' && at + 1 < end && format.charAt(at + 1) == ' ') {
                at++;
            } else if (c == '[' || c == '"') {
                int close = format.indexOf(c == '[' ? ']' : '"', at + 1);
                if (close < 0 || close >= end || !showsNothing(format, at, close)) {
                    return 0;
                }
                at = close;
            } else if (c != ' ') {
                return 0;
            }
        }
        return zeros;
    }

    /** A locale without a currency ([$-409]) or a colour; neither a condition nor elapsed hours. Or nothing but blanks. */
    private static boolean showsNothing(String format, int open, int close) {
        String inside = format.substring(open + 1, close);
        if (format.charAt(open) == '"') {
            return inside.isBlank();
        }
        String word = inside.toLowerCase(Locale.ROOT);
        return word.startsWith("$-")
                || COLOURS.contains(word)
                || word.startsWith("color") && word.substring(5).strip().chars().allMatch(Character::isDigit);
    }
}
