package estiva.control.allow;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A table of the list, or all of a schema, with what may be done to it. */
public record AllowedTarget(AllowedName name, Set<AllowedMode> modes) {

    public AllowedTarget {
        modes = Set.copyOf(modes);
    }

    /** @throws IllegalArgumentException when the entry cannot be read */
    static AllowedTarget parse(String entry) {
        List<String> parts = QuotedText.split(entry, ':');
        if (parts.size() > 2) {
            throw new IllegalArgumentException("it has more than one colon");
        }
        Set<AllowedMode> modes = parts.size() == 1 ? AllowedMode.USUAL : EnumSet.noneOf(AllowedMode.class);
        if (parts.size() == 2) {
            for (String word : QuotedText.split(parts.get(1), '|')) {
                modes.add(AllowedMode.of(word)
                        .orElseThrow(() -> new IllegalArgumentException("'" + word
                                + "' is no mode; modes are append, upsert, replace and replace-all, separated by |")));
            }
        }
        return new AllowedTarget(AllowedName.parse(parts.get(0)), modes);
    }
}
