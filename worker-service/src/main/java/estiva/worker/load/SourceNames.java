package estiva.worker.load;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The names in a file's header, and how an import's names find theirs among them. */
public final class SourceNames {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0_-]+");

    private final List<String> names;
    private final List<String> compared;
    private final UnaryOperator<String> folding;

    /** @param forgives whether case, accents, blanks, hyphens and underscores make no difference */
    SourceNames(List<String> names, boolean forgives) {
        this.names = names;
        folding = forgives ? SourceNames::fold : String::strip;
        compared = names.stream().map(folding).toList();
    }

    int size() {
        return names.size();
    }

    /** @param position from 1 */
    String at(int position) {
        return names.get(position - 1);
    }

    /** The positions, from 1, that bear the name: those that bear it exactly, if any do. */
    List<Integer> positionsOf(String name) {
        List<Integer> exact = positions(names, name.strip());
        return exact.isEmpty() ? positions(compared, folding.apply(name)) : exact;
    }

    /** Names that would be meant if the import forgave. */
    List<String> similarTo(String name) {
        String folded = fold(name);
        return names.stream().filter(each -> fold(each).equals(folded)).toList();
    }

    private static List<Integer> positions(List<String> names, String name) {
        List<Integer> positions = new ArrayList<>(1);
        IntStream.range(0, names.size()).filter(i -> names.get(i).equals(name)).forEach(i -> positions.add(i + 1));
        return positions;
    }

    /** {@code Data de Emissão}, {@code DATA_DE_EMISSAO} and {@code datadeemissao} are one name. */
    public static String fold(String name) {
        String plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
        return BLANKS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
