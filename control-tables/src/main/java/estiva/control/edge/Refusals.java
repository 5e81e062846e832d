package estiva.control.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts what was refused before a resource saw it: {@code estiva_http_refused_total}. */
@Singleton
class Refusals {
    /** Which of the limits it met. */
    enum Reason {
        connections,
        request,
        header,
        body,
        answer,
        rate,
        busy,
        memory
    }

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    Refusals(MeterRegistry registry) {
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("estiva.http.refused")
                            .description("Requests and connections that met a limit of estiva.http")
                            .tag("reason", reason.name())
                            .register(registry));
        }
    }

    void count(Reason reason) {
        counters.get(reason).increment();
    }
}
