package estiva.control.imports;

import estiva.control.imports.RegexBudget.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures a regular expression of RE2 without compiling it: never less than the instructions that its program has. What
 * takes long to compile beyond that counts for more: Unicode classes, and ranges of which each character is looked up in
 * both cases.
 */
final class RegexSize {
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");
    private static final int PROGRAM = 5;
    private static final int GROUP = 3;
    private static final int UNICODE_CLASS = 100;
    private static final int NAMED_CLASS = 10;
    private static final int FOLDED_AT_ONCE = 64;
    /** More than any budget, and so little that sums and products of it are still numbers. */
    private static final long ENDLESS = 1_000_000_000L;
    /** RE2/J 1.8 compiles for ever if it ignores the case of one of these: https://github.com/google/re2j/issues/168 */
    static final int FIRST_UNENDING = 0x1C80;

    static final int LAST_UNENDING = 0x1C88;

    private final String regex;
    private int at;
    private boolean ignoresCase;
    /** Of the group that is open, and of its last part, which a repetition repeats. */
    private long sum = PROGRAM;

    private long last;
    private final Deque<Long> outer = new ArrayDeque<>();

    private RegexSize(String regex) {
        this.regex = regex;
    }

    static long of(String regex) throws Refused {
        RegexSize size = new RegexSize(regex);
        while (size.at < regex.length()) {
            size.step();
        }
        size.outer.forEach(open -> size.sum += open);
        return size.sum;
    }

    private void step() throws Refused {
        int c = next();
        switch (c) {
            case '\\' -> escape();
            case '[' -> add(bracket());
            case '(' -> open();
            case ')' -> close();
            case '|' -> {
                sum += 2;
                last = 0;
            }
            case '*', '+', '?' -> repeat(1, 1);
            case '{' -> braces();
            default -> literal(c);
        }
    }

    private int next() {
        int c = regex.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private boolean skip(String text) {
        boolean isThere = regex.startsWith(text, at);
        at += isThere ? text.length() : 0;
        return isThere;
    }

    private void add(long part) {
        last = part;
        sum = Math.min(ENDLESS, sum + part);
    }

    private void literal(int c) throws Refused {
        fold(c, c);
        add(1);
    }

    /** @param optional how many of these times need not be: each has a step that goes past it */
    private void repeat(long times, long optional) {
        long repeated = Math.min(ENDLESS, last * times + optional + 1);
        sum = Math.min(ENDLESS, sum - last + repeated);
        last = repeated;
    }

    private void braces() throws Refused {
        Matcher repetition = REPETITION.matcher(regex).region(at - 1, regex.length());
        if (!repetition.lookingAt()) {
            literal('{');
            return;
        }
        at = repetition.end();
        String atMost = repetition.group(2);
        int least = Integer.parseInt(repetition.group(1));
        int most = atMost == null || atMost.isEmpty() ? least : Integer.parseInt(atMost);
        repeat(Math.max(1, most), Math.max(0, most - least));
    }

    private void open() {
        if (skip("?")) {
            boolean isOff = false;
            while (at < regex.length() && "imsU-".indexOf(regex.charAt(at)) >= 0) {
                char flag = regex.charAt(at++);
                isOff |= flag == '-';
                ignoresCase |= flag == 'i' && !isOff;
            }
            if (skip(")")) {
                return;
            }
        }
        outer.push(sum);
        sum = GROUP;
        last = 0;
    }

    private void close() {
        long group = sum;
        sum = outer.isEmpty() ? 0 : outer.pop();
        add(group);
    }

    private void escape() throws Refused {
        if (skip("Q")) {
            int end = regex.indexOf("\\E", at);
            for (int stop = end < 0 ? regex.length() : end; at < stop; ) {
                literal(next());
            }
            at = end < 0 ? at : end + 2;
        } else if (isClass()) {
            add(UNICODE_CLASS);
        } else {
            literal(escaped());
        }
    }

    /** Whether a backslash began a Unicode class, which is then skipped. */
    private boolean isClass() {
        if (!skip("p") && !skip("P")) {
            return false;
        }
        if (skip("{")) {
            int end = regex.indexOf('}', at);
            at = end < 0 ? regex.length() : end + 1;
        } else if (at < regex.length()) {
            next();
        }
        return true;
    }

    /** The character that a backslash stood before; of the hexadecimal ones which it is. */
    private int escaped() {
        if (at >= regex.length()) {
            return 0;
        }
        int c = next();
        if (c != 'x') {
            return c;
        }
        boolean isBraced = skip("{");
        int end = isBraced ? regex.indexOf('}', at) : Math.min(regex.length(), at + 2);
        try {
            int named = Integer.parseInt(regex.substring(at, Math.max(at, end)), 16);
            at = isBraced ? end + 1 : end;
            return named;
        } catch (NumberFormatException e) {
            return c;
        }
    }

    private long bracket() throws Refused {
        long size = 1;
        skip("^");
        for (boolean isFirst = true; at < regex.length() && (isFirst || regex.charAt(at) != ']'); isFirst = false) {
            size += member();
        }
        skip("]");
        return size;
    }

    private long member() throws Refused {
        int end = regex.startsWith("[:", at) ? regex.indexOf(":]", at) : -1;
        if (end >= 0) {
            at = end + 2;
            return NAMED_CLASS;
        }
        int lowest = next();
        if (lowest == '\\') {
            if (isClass()) {
                return UNICODE_CLASS;
            }
            lowest = escaped();
        }
        int highest = lowest;
        if (regex.startsWith("-", at) && !regex.startsWith("-]", at)) {
            at++;
            int c = at < regex.length() ? next() : lowest;
            highest = c == '\\' ? escaped() : c;
        }
        return fold(lowest, highest);
    }

    private long fold(int lowest, int highest) throws Refused {
        if (ignoresCase && lowest <= LAST_UNENDING && highest >= FIRST_UNENDING) {
            throw new Refused("ignores the case of a character from U+1C80 to U+1C88, which RE2 cannot do");
        }
        return ignoresCase ? 1 + Math.max(0, highest - lowest) / FOLDED_AT_ONCE : 1;
    }
}
