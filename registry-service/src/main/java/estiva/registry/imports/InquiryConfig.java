package estiva.registry.imports;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Previews and guesses, which a worker answers. */
@ConfigMapping(prefix = "estiva.registry")
public interface InquiryConfig {
    /** How long a request for a preview or a guess waits for a worker. After that it answers 202 and says where to ask again. */
    @WithDefault("10s")
    Duration patience();
}
