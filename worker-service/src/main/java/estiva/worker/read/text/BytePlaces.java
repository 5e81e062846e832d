package estiva.worker.read.text;

/** Which character of a line stands at which of its places: bytes, or characters. */
final class BytePlaces {

    private final ByteWidths widths;
    private char[] chars;
    private int from;
    private int to;
    private int at;
    private int bytes;
    private boolean areOnes;

    BytePlaces(ByteWidths widths) {
        this.widths = widths;
    }

    /** Takes the next line. @return its places */
    int begin(char[] text, int lineFrom, int lineTo) {
        chars = text;
        from = lineFrom;
        to = lineTo;
        at = from;
        bytes = 0;
        areOnes = widths.areOnes(text, from, to);
        if (areOnes) {
            return to - from;
        }
        walk(Integer.MAX_VALUE);
        return bytes;
    }

    /**
     * The character before which so many places of the line are, those of the line at the most; quick where the places are
     * asked in their order.
     *
     * @return negative: no character begins there
     */
    int charAt(int place) {
        if (areOnes) {
            return from + place;
        }
        if (place < bytes) {
            at = from;
            bytes = 0;
        }
        walk(place);
        return bytes <= place ? at : -1;
    }

    private void walk(int place) {
        while (at < to && (bytes < place || widths.of(chars[at]) == 0)) {
            bytes += widths.of(chars[at++]);
        }
    }
}
