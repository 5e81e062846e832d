package estiva.worker.load;

import estiva.worker.read.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The names in a file's header, and how an import's names find theirs among them. */
public final class SourceNames {

    private final List<String> names;
    private final UnaryOperator<String> folding;
    /** Made once: a file may have 10,000 names, and its import as many. */
    private final Map<String, List<Integer>> exact;

    private final Map<String, List<Integer>> compared;
    private Map<String, List<Integer>> folded;

    /** @param forgives whether case, accents, blanks, hyphens and underscores make no difference */
    SourceNames(List<String> names, boolean forgives) {
        this.names = names;
        folding = forgives ? SourceNames::fold : String::strip;
        exact = positions(names, UnaryOperator.identity());
        compared = positions(names, folding);
    }

    int size() {
        return names.size();
    }

    /** @param position from 1, which is the name of what has none */
    String at(int position) {
        String name = names.get(position - 1);
        return name.isEmpty() ? String.valueOf(position) : name;
    }

    /** The positions, from 1, that bear the name: those that bear it exactly, if any do. */
    List<Integer> positionsOf(String name) {
        List<Integer> positions = exact.get(name.strip());
        return positions != null ? positions : compared.getOrDefault(folding.apply(name), List.of());
    }

    boolean has(String name) {
        return !positionsOf(name).isEmpty();
    }

    /** Whether a name would be meant if the import forgave. */
    boolean hasSimilar(String name) {
        if (folded == null) {
            folded = positions(names, SourceNames::fold);
        }
        return folded.containsKey(fold(name));
    }

    private static Map<String, List<Integer>> positions(List<String> names, UnaryOperator<String> folding) {
        Map<String, List<Integer>> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            positions
                    .computeIfAbsent(folding.apply(names.get(i)), name -> new ArrayList<>(1))
                    .add(i + 1);
        }
        return positions;
    }

    /** {@code Data de Emissão}, {@code DATA_DE_EMISSAO} and {@code datadeemissao} are one name. */
    public static String fold(String name) {
        return FoldedName.of(name);
    }
}
