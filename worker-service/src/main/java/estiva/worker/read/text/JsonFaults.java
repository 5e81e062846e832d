package estiva.worker.read.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;

/** What is wrong with a line, in words for those who write files and not for those who write parsers. */
final class JsonFaults {

    private static final int NEAR = 20;

    private JsonFaults() {}

    /** Whether the line ended within its object. */
    static boolean isCut(JsonProcessingException e) {
        return e instanceof JsonEOFException || e.getOriginalMessage().startsWith("Unexpected end-of-input");
    }

    static String describe(JsonProcessingException e, Lines line) {
        if (isCut(e)) {
            return "is no JSON: its object does not end; jsonl has one object a line";
        }
        if (e instanceof StreamConstraintsException) {
            return "is no JSON that is read: it is nested more than " + JsonObjects.DEEPEST
                    + " deep, or has a number of more than 1,000 characters or a name of more than 50,000";
        }
        int length = line.to() - line.from();
        int column = e.getLocation() == null
                ? length
                : Math.min(length, e.getLocation().getColumnNr());
        int from = Math.max(0, column - NEAR);
        return "is no JSON near '" + new String(line.chars(), line.from() + from, column - from) + "' (character "
                + column + ")";
    }
}
