package estiva.control.database;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the database answers and its schema is what this build needs. Liveness does not ask the database. */
@Readiness
@Singleton
public class DatabaseReadiness implements HealthCheck {
    private final Startup startup;
    private final ControlDatabase database;

    public DatabaseReadiness(Startup startup, ControlDatabase database) {
        this.startup = startup;
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("control database");
        if (!startup.isReady()) {
            return response.down()
                    .withData("reason", "waiting for the database and its schema")
                    .build();
        }
        try {
            database.look(handle ->
                    handle.createQuery("SELECT 1").mapTo(Integer.class).one());
            return response.up().build();
        } catch (RuntimeException e) {
            return response.down()
                    .withData("reason", "the database does not answer")
                    .build();
        }
    }
}
