package estiva.control.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Lets the members of a JSON Schema be null that need not be there. */
final class NullableMembers {

    private NullableMembers() {}

    static JsonNode of(JsonNode schema) {
        ObjectNode copy = schema.deepCopy();
        allowNulls(copy);
        copy.path("$defs").forEach(definition -> allowNulls((ObjectNode) definition));
        return copy;
    }

    private static void allowNulls(ObjectNode object) {
        ObjectNode members = (ObjectNode) object.path("properties");
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (!isRequired(object, member.getKey())) {
                member.setValue(orNull((ObjectNode) member.getValue()));
            }
        }
    }

    private static boolean isRequired(ObjectNode object, String member) {
        for (JsonNode required : object.path("required")) {
            if (required.asText().equals(member)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = schema.objectNode();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        } else {
            ArrayNode types = schema.arrayNode();
            JsonNode type = schema.get("type");
            if (type.isArray()) {
                types.addAll((ArrayNode) type);
            } else {
                types.add(type);
            }
            schema.set("type", types.add("null"));
        }
        return schema;
    }
}
