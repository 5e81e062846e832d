package estiva.control.edge;

/** What stands between method and version in a request's first line (RFC 9112, 3.2). */
final class RequestTarget {
    private static final String BESIDE_LETTERS_AND_DIGITS = "-._~:/?#[]@!$&'()*+,;=%";

    private RequestTarget() {}

    /** Whether it may stand in a URI as it is (RFC 3986, 2); all else has to be percent-encoded. */
    static boolean isUriCharacter(char letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || BESIDE_LETTERS_AND_DIGITS.indexOf(letter) >= 0;
    }

    static boolean isWellFormed(String target) {
        return (target.startsWith("/") || target.startsWith("http://") || target.startsWith("https://"))
                && target.chars().allMatch(letter -> isUriCharacter((char) letter))
                && isEncodedWell(target);
    }

    private static boolean isEncodedWell(String target) {
        for (int at = target.indexOf('%'); at >= 0; at = target.indexOf('%', at + 1)) {
            if (at + 2 >= target.length() || !isHex(target.charAt(at + 1)) || !isHex(target.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char letter) {
        return Character.digit(letter, 16) >= 0 && letter < 128;
    }

    /** The path of a target, which may be anything at all. */
    static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /**
     * Whether it is asked for by those who watch over the service, whom nobody may crowd out. They ask on a port of their own; on any
     * other there is nothing at these paths.
     */
    static boolean isProbe(String path) {
        return path.startsWith("/q/health") || path.startsWith("/q/metrics");
    }
}
