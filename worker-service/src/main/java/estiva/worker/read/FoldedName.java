package estiva.worker.read;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names that are compared without case, accents, blanks, hyphens and underscores. */
public final class FoldedName {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0_-]+");

    private FoldedName() {}

    /** {@code Data de Emissão}, {@code DATA_DE_EMISSAO} and {@code datadeemissao} are one name. */
    public static String of(String name) {
        // Before, too: the normalizer sorts accents that follow one another,
        // in a time that grows with the square of their number.
        String bare = ACCENTS.matcher(name).replaceAll("");
        String plain = ACCENTS.matcher(Normalizer.normalize(bare, Normalizer.Form.NFKD))
                .replaceAll("");
        return BLANKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
