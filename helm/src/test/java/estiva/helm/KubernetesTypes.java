package estiva.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Role;
import io.kubernetes.client.openapi.models.V1RoleBinding;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Says what an API server would refuse of an object: unknown and missing fields, and values of the wrong type. */
final class KubernetesTypes {

    private static final Map<String, Class<?>> OWN = Map.ofEntries(
            Map.entry("v1/ConfigMap", V1ConfigMap.class),
            Map.entry("v1/Namespace", V1Namespace.class),
            Map.entry("v1/PersistentVolumeClaim", V1PersistentVolumeClaim.class),
            Map.entry("v1/Pod", V1Pod.class),
            Map.entry("v1/Service", V1Service.class),
            Map.entry("v1/ServiceAccount", V1ServiceAccount.class),
            Map.entry("apps/v1/Deployment", V1Deployment.class),
            Map.entry("apps/v1/StatefulSet", V1StatefulSet.class),
            Map.entry("batch/v1/Job", V1Job.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class),
            Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class),
            Map.entry("rbac.authorization.k8s.io/v1/Role", V1Role.class),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", V1RoleBinding.class),
            Map.entry("networking.k8s.io/v1/Ingress", V1Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class));

    private static final Map<String, Class<?>> OTHERS = Map.of(
            "monitoring.coreos.com/v1/PodMonitor", PodMonitor.class,
            "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class);

    /** Of KEDA there are no types; its fields, as far as a chart would use them, are written down beside this class. */
    private static final Map<String, Schema> KEDA = Map.of(
            "keda.sh/v1alpha1/ScaledObject", schema("ScaledObject"),
            "keda.sh/v1alpha1/TriggerAuthentication", schema("TriggerAuthentication"));

    private static final ObjectMapper STRICT = strict();

    private KubernetesTypes() {}

    /** What is wrong with the object; empty if an API server would take it. */
    static List<String> violations(JsonNode object) {
        String kind =
                object.path("apiVersion").asText() + "/" + object.path("kind").asText();
        if (OWN.containsKey(kind)) {
            return violations(object, OWN.get(kind));
        }
        if (OTHERS.containsKey(kind)) {
            return refusal(() -> STRICT.treeToValue(object, OTHERS.get(kind)));
        }
        if (KEDA.containsKey(kind)) {
            return KEDA.get(kind).validate(object).stream()
                    .map(Object::toString)
                    .toList();
        }
        return List.of("no type is known for " + kind);
    }

    private static List<String> violations(JsonNode object, Class<?> type) {
        JsonElement given = JsonParser.parseString(object.toString());
        return refusal(() -> {
            try {
                type.getMethod("validateJsonElement", JsonElement.class).invoke(null, given);
            } catch (InvocationTargetException e) {
                throw new IllegalArgumentException(e.getCause());
            }
            // A number where a text belongs is read, but not written back as it was.
            JsonElement taken = JSON.getGson().toJsonTree(JSON.getGson().fromJson(given, type));
            if (!holds(taken, given)) {
                throw new IllegalArgumentException("given: " + given + "\n taken: " + taken);
            }
        });
    }

    /** The types add empty lists of their own. */
    private static boolean holds(JsonElement taken, JsonElement given) {
        if (taken instanceof JsonObject object && given instanceof JsonObject part) {
            return part.entrySet().stream()
                    .allMatch(member ->
                            object.has(member.getKey()) && holds(object.get(member.getKey()), member.getValue()));
        }
        if (taken instanceof JsonArray array && given instanceof JsonArray part) {
            return array.size() == part.size()
                    && IntStream.range(0, array.size()).allMatch(i -> holds(array.get(i), part.get(i)));
        }
        return taken.equals(given);
    }

    private static List<String> refusal(Attempt attempt) {
        try {
            attempt.run();
            return List.of();
        } catch (Exception e) {
            return List.of(e.toString());
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder()
                .annotationIntrospector(new JacksonAnnotationIntrospector() {
                    @Override
                    public Boolean hasAnySetter(Annotated member) {
                        return false; // would swallow unknown fields
                    }
                })
                .build();
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
        }
        return mapper;
    }

    private static Schema schema(String kind) {
        try (InputStream file = KubernetesTypes.class.getResourceAsStream(kind + ".schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new IllegalStateException(kind, e);
        }
    }
}
