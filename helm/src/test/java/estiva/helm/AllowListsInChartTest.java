package estiva.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the DBA lets imports do is told to those who load and to those who warn. */
class AllowListsInChartTest {

    @Test
    void workersAndRegistryHaveTheSameLists() {
        Release release = Release.of("bucket");

        for (String service : List.of("registry", "worker")) {
            JsonNode deployment = release.get("Deployment", "estiva-" + service);
            assertThat(Release.value(deployment, "ESTIVA_WORKER_ALLOW_TARGETS"))
                    .isEqualTo("dbo.Cities:append|upsert,staging.*");
            assertThat(Release.value(deployment, "ESTIVA_WORKER_ALLOW_PROCEDURES"))
                    .isEqualTo("none");
            assertThat(Release.value(deployment, "ESTIVA_WORKER_ALLOW_DELETE")).isEqualTo("false");
        }
        assertThat(Release.env(release.get("Deployment", "estiva-dispatcher"), "ESTIVA_WORKER_ALLOW_TARGETS")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void withoutListsNothingIsSaid() {
        Release release = Release.of("minimal");

        for (String service : List.of("registry", "worker")) {
            for (String key : List.of("TARGETS", "PROCEDURES", "DELETE")) {
                assertThat(Release.env(release.get("Deployment", "estiva-" + service), "ESTIVA_WORKER_ALLOW_" + key)
                                .isMissingNode())
                        .isTrue();
            }
        }
    }
}
