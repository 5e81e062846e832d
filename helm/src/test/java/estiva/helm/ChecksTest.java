package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the checks of the other tests find what they are there for: each is shown an object with one thing wrong. */
class ChecksTest {

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // an unknown field
                "production | Deployment              | /spec/template/spec/containers/0                | {imagePolicy: x}",
                "production | Deployment              | /spec/template/spec/containers/0/livenessProbe  | {initialDelay: 1}",
                "production | Job                     | /spec                                           | {retries: 1}",
                "production | PodMonitor              | /spec                                           | {interval: 30s}",
                "production | PodMonitor              | /spec/podMetricsEndpoints/0                     | {metricsPath: x}",
                "production | ScaledObject            | /spec                                           | {maxReplicas: 2}",
                "production | TriggerAuthentication   | /spec/secretTargetRef/0                         | {value: x}",
                "ingress    | HTTPRoute               | /spec                                           | {hosts: []}",
                "hpa        | Role                    | /rules/0                                        | {resource: pods}",
                "ingress    | Ingress                 | /spec                                           | {className: x}",
                // a missing one
                "production | Deployment              | /spec                                           | {selector: null}",
                "production | Deployment              | /spec/template/spec/containers/0                | {name: null}",
                "production | Deployment              | /spec/template/spec/containers/0/volumeMounts/0 | {mountPath: null}",
                "production | ScaledObject            | /spec                                           | {triggers: null}",
                "hpa        | RoleBinding             | ``                                              | {roleRef: null}",
                "hpa        | HorizontalPodAutoscaler | /spec                                           | {maxReplicas: null}",
                // one of the wrong type
                "production | Deployment              | /spec                                           | {replicas: two}",
                "production | Deployment              | /spec/template/spec/containers/0/env/0          | {value: 8}",
                "production | Service                 | /metadata/labels                                | {a: true}",
                "production | PodMonitor              | /spec/podMetricsEndpoints/0                     | {path: 8}",
                "production | ScaledObject            | /spec/triggers/0/metadata                       | {targetValue: 1}",
                "ingress    | HTTPRoute               | /spec                                           | {hostnames: 1}",
                // a kind that nobody knows
                "production | Service                 | ``                                              | {apiVersion: v2}",
            })
    void anObjectThatKubernetesWouldRefuseIsFound(String shape, String kind, String pointer, String change)
            throws IOException {
        JsonNode object = changed(shape, kind, pointer, change);

        assertThat(KubernetesTypes.violations(object)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Deployment | /spec/template/spec              | {automountServiceAccountToken: true}",
                "Deployment | /spec/template/spec              | {enableServiceLinks: null}",
                "Deployment | /spec/template/spec              | {hostNetwork: true}",
                "Deployment | /spec/template/spec/securityContext | {runAsNonRoot: false}",
                "Deployment | /spec/template/spec/securityContext | {runAsUser: 0}",
                "Deployment | /spec/template/spec/securityContext | {seccompProfile: null}",
                "Deployment | /spec/template/spec/volumes/0    | {emptyDir: null, hostPath: {path: /}}",
                "Deployment | /spec/template/spec/containers/0 | {securityContext: null}",
                "Deployment | /spec/template/spec/containers/0/securityContext | {readOnlyRootFilesystem: false}",
                "Deployment | /spec/template/spec/containers/0/securityContext | {allowPrivilegeEscalation: null}",
                "Deployment | /spec/template/spec/containers/0/securityContext | {privileged: true}",
                "Deployment | /spec/template/spec/containers/0/securityContext | {runAsUser: 0}",
                "Deployment | /spec/template/spec/containers/0/securityContext/capabilities | {drop: [NET_RAW]}",
                "Deployment | /spec/template/spec/containers/0/securityContext/capabilities | {add: [NET_ADMIN]}",
                "Deployment | /spec/template/spec/containers/0/resources/limits   | {memory: null}",
                "Deployment | /spec/template/spec/containers/0/resources/requests | {cpu: null}",
                "Deployment | /spec/template/spec/containers/0/resources/requests | {memory: null}",
                "Deployment | /spec/template/spec/containers/0 | {livenessProbe: null}",
                "Deployment | /spec/template/spec/containers/0 | {readinessProbe: null}",
                "Deployment | /spec/template/spec/containers/0 | {startupProbe: null}",
                "Deployment | /spec/template/spec/containers/0/livenessProbe/httpGet | {path: /q/health/ready}",
                "Deployment | /spec/template/spec/containers/0/startupProbe/httpGet  | {path: /q/health/ready}",
                "Deployment | /spec/template/spec/containers/0 | {image: 'estiva/worker-service:latest'}",
                "Deployment | /spec/template/spec/containers/0 | {image: 'localhost:5000/estiva/worker-service'}",
                "Deployment | /spec/template/spec/containers/0/env/2 | {valueFrom: null, value: geheim}",
                "Job        | /spec/template/spec/containers/0/securityContext | {readOnlyRootFilesystem: false}",
                "Pod        | /spec/containers/0/securityContext | {readOnlyRootFilesystem: false}",
            })
    void aPodThatIsNotRestrictedIsFound(String kind, String pointer, String change) throws IOException {
        JsonNode object = changed("production", kind, pointer, change);

        assertThat(PodRules.violations(object)).hasSizeGreaterThanOrEqualTo(1);
    }

    /** The first object of the kind, in which some members of one of its objects are others; a null takes one away. */
    private static JsonNode changed(String shape, String kind, String pointer, String change) throws IOException {
        JsonNode object = Release.of(shape).all(kind).findFirst().orElseThrow();
        ObjectNode place = (ObjectNode) object.at(pointer);
        Chart.YAML.readTree(change).properties().forEach(member -> {
            if (member.getValue().isNull()) {
                assertThat(place.remove(member.getKey())).as(member.getKey()).isNotNull();
            } else {
                place.set(member.getKey(), member.getValue());
            }
        });
        return object;
    }
}
