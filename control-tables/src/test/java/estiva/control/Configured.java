package estiva.control;

import io.smallrye.config.SmallRyeConfigBuilder;

/** A service's settings as a test wants them, the rest by their defaults; nothing of the environment is looked at. */
public final class Configured {
    private Configured() {}

    /** @param settings keys and values by turns; of a key given twice the last one counts */
    public static <T> T of(Class<T> mapping, String... settings) {
        // A thread of a common pool may have the class loader of a service that another test started.
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .forClassLoader(Configured.class.getClassLoader())
                .addDiscoveredConverters()
                .withMapping(mapping);
        for (int i = 0; i < settings.length; i += 2) {
            builder.withDefaultValue(settings[i], settings[i + 1]);
        }
        return builder.build().getConfigMapping(mapping);
    }
}
