package estiva.registry.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Describes which members are there and which may be null. In requests null is as good as absent, and what is not known is
 * refused. Answers have all their members, null or not, but for those kinds that leave out what they have not; {@code
 * required} of {@code openapi.yaml} lists those that are never null.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Members implements OASFilter {
    private static final Set<String> LEAVE_OUT =
            Set.of("Preview", "Column", "Row", "Fault", "Guess", "Problem", "FieldError");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getProperties() != null && !LEAVE_OUT.contains(name)) {
                describe(name, schema);
            }
        });
    }

    private static void describe(String name, Schema schema) {
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        Map<String, Schema> members = schema.getProperties();
        for (String member : new ArrayList<>(members.keySet())) {
            if (!required.contains(member)) {
                schema.addProperty(member, orNull(members.get(member)));
            }
        }
        if (name.endsWith("Request")) {
            schema.setAdditionalPropertiesBoolean(false);
        } else {
            schema.setRequired(new ArrayList<>(members.keySet()));
        }
    }

    private static Schema orNull(Schema schema) {
        // Of an enumeration the description would lose the null.
        boolean isClosed = schema.getRef() != null || schema.getEnumeration() != null;
        if (isClosed) {
            Schema either = OASFactory.createSchema().description(schema.getDescription());
            Schema value =
                    schema.getRef() == null ? schema : OASFactory.createSchema().ref(schema.getRef());
            schema.setDescription(null);
            return either.addAnyOf(value).addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
        }
        if (schema.getType() != null && !schema.getType().contains(Schema.SchemaType.NULL)) {
            schema.addType(Schema.SchemaType.NULL);
        }
        return schema;
    }
}
