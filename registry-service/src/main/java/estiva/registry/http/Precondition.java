package estiva.registry.http;

import estiva.registry.problem.ProblemException;
import estiva.registry.problem.ProblemType;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version a request takes for the current one, in the headers If-Match and If-None-Match (RFC 9110, 13.1): so nobody
 * undoes what another has changed meanwhile. The ETag of a version is its number.
 */
public final class Precondition {
    /** For the interface's description. */
    public static final String TAGS = "^(\\*|\"[0-9]{1,9}\")$";

    public static final String EXAMPLE = "\"1\"";
    public static final String MATCH =
            "Only if the current version is one of these, by its ETag; `*`: if there is one.";
    public static final String NONE_MATCH =
            "Only if the current version is none of these, by its ETag; `*`: if there is none.";

    private static final Pattern TAG = Pattern.compile("[ \\t]*(W/)?\"([!#-~\\x80-\\xff]*)\"[ \\t]*(?:,|$)");

    private final Tags ifMatch;
    private final Tags ifNoneMatch;

    /** @param strong without those that begin with W/, by which no change may be allowed */
    private record Tags(boolean isAny, Set<String> all, Set<String> strong) {

        boolean matches(int version, boolean isStrong) {
            return version > 0 && (isAny || (isStrong ? strong : all).contains(String.valueOf(version)));
        }
    }

    private Precondition(Tags ifMatch, Tags ifNoneMatch) {
        this.ifMatch = ifMatch;
        this.ifNoneMatch = ifNoneMatch;
    }

    public static Precondition of(HttpHeaders headers) {
        return new Precondition(tags(HttpHeaders.IF_MATCH, headers), tags(HttpHeaders.IF_NONE_MATCH, headers));
    }

    public static EntityTag tag(int version) {
        return new EntityTag(String.valueOf(version));
    }

    public boolean isEmpty() {
        return ifMatch == null && ifNoneMatch == null;
    }

    /** @param version that is current; 0: there is none */
    public boolean allowsChange(int version) {
        return (ifMatch == null || ifMatch.matches(version, true))
                && (ifNoneMatch == null || !ifNoneMatch.matches(version, false));
    }

    /** Whether who asks has this version already. */
    public boolean knows(int version) {
        return ifNoneMatch != null && ifNoneMatch.matches(version, false);
    }

    /** @param version that is current and that the request does not allow; 0: there is none */
    public static ProblemException failed(int version) {
        return ProblemException.conflict(
                ProblemType.PRECONDITION,
                version == 0
                        ? "There is no version yet, so If-Match cannot be met"
                        : "The current version is \"" + version
                                + "\"; look at it, and send the change again if it is still right");
    }

    private static Tags tags(String header, HttpHeaders headers) {
        List<String> lines = headers.getRequestHeader(header);
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        String text = String.join(",", lines);
        if (text.strip().equals("*")) {
            return new Tags(true, Set.of(), Set.of());
        }
        Set<String> all = new HashSet<>();
        Set<String> strong = new HashSet<>();
        Matcher tag = TAG.matcher(text);
        int end = 0;
        // Looked for at its place only: to find it anywhere takes a time that grows with the square of a row of blanks.
        while (end < text.length() && tag.region(end, text.length()).lookingAt()) {
            all.add(tag.group(2));
            if (tag.group(1) == null) {
                strong.add(tag.group(2));
            }
            end = tag.end();
        }
        if (all.isEmpty() || end < text.length()) {
            throw ProblemException.invalid(header, "must be * or ETags in double quotes, such as \"3\"");
        }
        return new Tags(false, all, strong);
    }
}
