package estiva.control.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import estiva.control.imports.InvalidSpec.Violation;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;

/** Numbers in definitions as JSON has them: 1e1 and 10.0 are whole, and 1e999999999 is written with few characters. */
final class DefinitionNumbers {
    /** Of a number written out; no column takes so many. */
    private static final int MOST_DIGITS = 400;

    private DefinitionNumbers() {}

    /** Names the numbers that must not be written out, or compared with others, before anything does so. */
    static void refuseEndless(JsonNode node, String pointer, Collection<Violation> found) {
        if (found.size() >= ImportSpecs.MOST) {
            return;
        }
        if (node.isNumber() && isEndless(node)) {
            found.add(ImportSchema.violation(pointer, "has too many digits when it is written out"));
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getValue().isContainerNode() || member.getValue().isNumber()) {
                refuseEndless(member.getValue(), pointer + "/" + ImportSchema.escaped(member.getKey()), found);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            if (node.get(i).isContainerNode() || node.get(i).isNumber()) {
                refuseEndless(node.get(i), pointer + "/" + i, found);
            }
        }
    }

    private static boolean isEndless(JsonNode number) {
        if (!number.isBigDecimal()) {
            return number.isFloatingPointNumber() && !Double.isFinite(number.doubleValue());
        }
        BigDecimal value = number.decimalValue();
        return value.scale() > MOST_DIGITS || (long) value.precision() - value.scale() > MOST_DIGITS;
    }

    /** The place of a column or sheet as the integer that it is, once the schema has seen that it is one. */
    static JsonNode place(JsonNode nameOrPlace) {
        return nameOrPlace != null && nameOrPlace.isFloatingPointNumber()
                ? IntNode.valueOf(nameOrPlace.intValue())
                : nameOrPlace;
    }
}
