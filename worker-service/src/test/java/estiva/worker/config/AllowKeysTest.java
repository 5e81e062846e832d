package estiva.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.allow.AllowConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lists' keys begin as the worker's own do, whose interface does not know them. */
class AllowKeysTest {

    @Test
    void theListsStandBesideTheWorkersOwnKeys() {
        SmallRyeConfig config = config("estiva.worker.allow.targets", "dbo.A:append|upsert,dbo.B");

        assertThat(config.getConfigMapping(AllowConfig.class).targets()).hasValue("dbo.A:append|upsert,dbo.B");
        assertThat(config.getConfigMapping(WorkerConfig.class).slots()).isEqualTo(8);
    }

    @Test
    void aMisspelledListStopsTheStart() {
        assertThatThrownBy(() -> config("estiva.worker.allow.target", "dbo.A"))
                .hasMessageContaining("estiva.worker.allow.target");
    }

    private static SmallRyeConfig config(String key, String value) {
        return new SmallRyeConfigBuilder()
                .forClassLoader(AllowKeysTest.class.getClassLoader())
                .addDiscoveredConverters()
                .withMapping(WorkerConfig.class)
                .withMapping(AllowConfig.class)
                .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 100))
                .build();
    }
}
