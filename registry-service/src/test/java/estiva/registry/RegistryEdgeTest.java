package estiva.registry;

import estiva.control.database.ControlDatabaseResource;
import estiva.control.edge.EdgeContract;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;

@QuarkusTest
@WithTestResource(ControlDatabaseResource.class)
class RegistryEdgeTest extends EdgeContract {
    @Override
    protected int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    }
}
