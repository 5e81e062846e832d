package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published of definitions, and held against the record into which they are read. */
class ImportSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What the record takes and what the schema allows, member by member: neither may know more than the other. */
    @Test
    void theSchemaAndTheRecordSayTheSame() throws Exception {
        JsonNode schema = JSON.readTree(ImportSchema.strict());

        assertThat(membersOf(schema, schema, "")).isEqualTo(membersOf(ImportSpec.class, ""));
    }

    @Test
    void everyMemberIsDescribed() throws Exception {
        JsonNode schema = JSON.readTree(ImportSchema.strict());
        List<String> silent = new ArrayList<>();
        List<JsonNode> objects = new ArrayList<>(List.of(schema));
        schema.get("$defs").forEach(objects::add);
        for (JsonNode object : objects) {
            assertThat(object.get("additionalProperties").booleanValue()).isFalse();
            object.get("properties").properties().stream()
                    .filter(member -> !resolved(schema, member.getValue()).hasNonNull("description"))
                    .forEach(member -> silent.add(member.getKey()));
        }
        assertThat(silent).isEmpty();
    }

    /** What is published and what is checked differ in nothing but nulls. */
    @Test
    void thePublishedSchemaAllowsNullForWhatMayBeAbsent() throws Exception {
        JsonNode published = JSON.readTree(ImportSchema.published());

        assertThat(published.at("/properties/target/type").asText()).isEqualTo("string");
        assertThat(published.at("/properties/processName/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(published.at("/properties/mode/enum").toString())
                .isEqualTo("[\"append\",\"replace\",\"upsert\",null]");
        assertThat(published.at("/properties/format/anyOf/0/$ref").asText()).isEqualTo("#/$defs/Format");
        assertThat(published.at("/properties/scope/additionalProperties/type").toString())
                .doesNotContain("null");
        assertThat(published.at("/$defs/Column/properties/source/type").toString())
                .isEqualTo("[\"string\",\"integer\",\"null\"]");
    }

    @Test
    void everyTextAndEveryListHasALimit() throws Exception {
        List<String> endless = new ArrayList<>();
        limits(JSON.readTree(ImportSchema.strict()), "", endless);

        assertThat(endless).isEmpty();
    }

    private static void limits(JsonNode node, String path, List<String> endless) {
        String types = node.path("type").toString();
        boolean isEndless = types.contains("\"string\"")
                        && !node.has("maxLength")
                        && !node.path("pattern").asText().equals("^all$")
                || types.contains("\"array\"") && !node.has("maxItems")
                || types.contains("\"integer\"") && !node.has("maximum");
        if (isEndless) {
            endless.add(path);
        }
        node.properties().forEach(member -> limits(member.getValue(), path + "/" + member.getKey(), endless));
    }

    private static Map<String, Object> membersOf(Class<?> type, String path) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = path + "/" + (renamed == null ? component.getName() : renamed.value());
            put(members, name, component.getGenericType());
        }
        return members;
    }

    private static void put(Map<String, Object> members, String name, Type type) {
        if (type instanceof ParameterizedType list) {
            members.put(name, "array");
            put(members, name + "/*", list.getActualTypeArguments()[0]);
        } else if (type instanceof Class<?> one && one.isRecord()) {
            members.put(name, "object");
            members.putAll(membersOf(one, name));
        } else if (type instanceof Class<?> one && one.isEnum()) {
            Stream<?> values = Arrays.stream(one.getEnumConstants());
            members.put(name, values.map(Object::toString).toList());
        } else {
            members.put(name, nameOf(type));
        }
    }

    /** As JSON calls it. */
    private static String nameOf(Type type) {
        if (type == String.class) {
            return "string";
        } else if (type == Boolean.class) {
            return "boolean";
        } else if (type == Integer.class || type == Long.class) {
            return "integer";
        }
        return type == BigDecimal.class ? "number" : "any";
    }

    private static Map<String, Object> membersOf(JsonNode schema, JsonNode object, String path) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : object.get("properties").properties()) {
            put(members, schema, path + "/" + member.getKey(), resolved(schema, member.getValue()));
        }
        return members;
    }

    private static void put(Map<String, Object> members, JsonNode schema, String name, JsonNode member) {
        if (member.has("enum")) {
            List<String> values = new ArrayList<>();
            member.get("enum").forEach(value -> values.add(value.asText()));
            members.put(name, values);
            return;
        }
        JsonNode type = member.get("type");
        members.put(name, type.isArray() ? "any" : type.asText());
        if (member.has("items")) {
            put(members, schema, name + "/*", resolved(schema, member.get("items")));
        }
        if (member.has("properties")) {
            members.putAll(membersOf(schema, member, name));
        }
    }

    private static JsonNode resolved(JsonNode schema, JsonNode member) {
        return member.has("$ref") ? schema.at(member.get("$ref").asText().substring(1)) : member;
    }
}
