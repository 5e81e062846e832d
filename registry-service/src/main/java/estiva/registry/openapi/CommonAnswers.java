package estiva.registry.openapi;

import estiva.registry.http.PlainText;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes the answers that an operation has for what it is and not for what it does: all with a body, all of a kind. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonAnswers implements OASFilter {
    private static final String PROBLEM = "Problem";

    /** Operations that ask for no role. */
    private static final Set<String> FOR_EVERYBODY =
            Set.of("SchemaResource_ofImports", "SessionResource_signIn", "SessionResource_signOut");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .forEach(operations -> operations.forEach((method, operation) -> {
                    describe(operation);
                    secure(operation);
                    if (method == PathItem.HttpMethod.PUT) {
                        add(operation, "409", "Too many requests change the same thing at this moment.");
                    }
                }));
    }

    private static void describe(Operation operation) {
        if (operation.getRequestBody() != null) {
            operation.getResponses().removeAPIResponse("400");
            add(operation, "400", "The body is no JSON object, or a member has the wrong type.");
            add(operation, "413", "The body is too large, or has too many parts.");
            add(operation, "415", "The body was not sent as application/json.");
        }
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        parameters.stream().filter(each -> each.getIn() == Parameter.In.PATH).forEach(each -> path(operation, each));
        add(operation, "406", "The header Accept allows no type that the answer can have.");
        add(operation, "422", "A parameter cannot be used, or there is no such one; each is named.");
        add(
                operation,
                "503",
                "The database does not answer, or too much is under way; the header Retry-After says when to try again.");
    }

    /** By a key, by a session, or by neither as long as the registry is open. */
    private static void secure(Operation operation) {
        operation.getResponses().removeAPIResponse("401");
        operation.getResponses().removeAPIResponse("403");
        add(operation, "429", "Too much was asked in a short time; the header Retry-After says when to try again.");
        add(operation, "401", "The request has no valid credentials.");
        add(operation, "403", "No role of the identity allows this, or a page did not send it on purpose.");
        operation.setSecurity(
                FOR_EVERYBODY.contains(operation.getOperationId())
                        ? List.of()
                        : List.of(
                                OASFactory.createSecurityRequirement().addScheme("key"),
                                OASFactory.createSecurityRequirement().addScheme("session"),
                                OASFactory.createSecurityRequirement()));
    }

    private static void path(Operation operation, Parameter parameter) {
        Schema schema = parameter.getSchema();
        if (schema.getType().contains(Schema.SchemaType.INTEGER)) {
            schema.setMinimum(BigDecimal.ONE);
            add(operation, "404", "There is nothing with this number.");
        } else {
            schema.setMinLength(1);
            schema.setMaxLength(255);
            schema.setPattern(PlainText.NAME);
        }
    }

    private static void add(Operation operation, String status, String description) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(
                            status, OASFactory.createAPIResponse().ref(PROBLEM).description(description));
        }
    }
}
