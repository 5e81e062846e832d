package estiva.registry.access;

import estiva.control.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as its owner has it: {@code estiva_<id>_<secret>}. The id may be shown; the secret has 256 bits at least, so that its
 * plain SHA-256 cannot be reversed by trying.
 */
record ApiKeyText(String keyId, String secret) {
    static final String SHAPE =
            "estiva_<id>_<secret>, an id of 4 to 32 lower-case letters and digits and a secret of 64 to 128"
                    + " hexadecimal digits, such as estiva_admin_$(openssl rand -hex 32)";

    private static final Pattern TEXT = Pattern.compile("estiva_([a-z0-9]{4,32})_([0-9a-f]{64,128})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    static Optional<ApiKeyText> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? Optional.of(new ApiKeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    static ApiKeyText random() {
        return new ApiKeyText(hex(ID_BYTES), hex(SECRET_BYTES));
    }

    /** As many as a secret has. */
    static String randomSecret() {
        return hex(SECRET_BYTES);
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    String hash() {
        return Sha256.of(secret);
    }

    boolean hasHash(String hash) {
        return isSame(hash(), hash);
    }

    /** In a time that does not tell how much of them is the same. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    String text() {
        return "estiva_" + keyId + "_" + secret;
    }

    /** The secret is never part of a message. */
    @Override
    public String toString() {
        return "estiva_" + keyId + "_...";
    }
}
