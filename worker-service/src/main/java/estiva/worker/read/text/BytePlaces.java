package estiva.worker.read.text;

import java.nio.charset.Charset;

/** Which character of a line stands at which of its bytes. */
final class BytePlaces {

    private final ByteWidths widths;
    private char[] chars;
    private int from;
    private int to;
    private int at;
    private int bytes;

    BytePlaces(Charset charset) {
        widths = new ByteWidths(charset);
    }

    /** Takes the next line. @return its bytes */
    int begin(char[] text, int lineFrom, int lineTo) {
        chars = text;
        from = lineFrom;
        to = lineTo;
        at = from;
        bytes = 0;
        walk(Integer.MAX_VALUE);
        return bytes;
    }

    /**
     * The character before which so many bytes of the line stand, those of the line at the most; quick where the places are
     * asked in their order.
     *
     * @return negative: no character begins there
     */
    int charAt(int place) {
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
