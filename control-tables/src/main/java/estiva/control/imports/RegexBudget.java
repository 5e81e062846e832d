package estiva.control.imports;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;

/**
 * What all regular expressions of one import definition may cost together. RE2 needs time and memory by the size of its
 * programs, for which a repetition is written out and one within another multiplies: a few characters can mean
 * gigabytes. So each is measured before it is compiled. Equal ones are compiled once and paid once. Used by one thread.
 *
 * <p>Where the definition is PUT this is asked, and again where a file is loaded: it may have been stored by an earlier
 * release, or by hand.
 */
public final class RegexBudget {
    /** Of all programs together; an ordinary expression has some dozens. */
    public static final int MOST_STEPS = 20_000;

    private static final int LONGEST = 500;

    private final Map<String, Pattern> compiled = new HashMap<>();
    private long spent;

    /** An expression that is none, or too much; the message continues a sentence about it. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    public Pattern compile(String regex) throws Refused {
        Pattern known = compiled.get(regex);
        if (known != null) {
            return known;
        }
        if (regex.length() > LONGEST) {
            throw new Refused("must not be longer than " + LONGEST + " characters");
        }
        long steps = RegexSize.of(regex);
        if (spent + steps > MOST_STEPS) {
            throw new Refused("is too much: with its repetitions written out it has " + steps
                    + " steps, and the regular expressions of a definition may have " + MOST_STEPS
                    + " together, of which " + spent + " are taken");
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            spent += steps;
            compiled.put(regex, pattern);
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new Refused("is no regular expression of RE2: " + e.getDescription() + ": " + e.getPattern());
        }
    }
}
