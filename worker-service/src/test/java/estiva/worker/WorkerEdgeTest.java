package estiva.worker;

import estiva.control.database.ControlDatabaseResource;
import estiva.control.edge.EdgeContract;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@WithTestResource(ControlDatabaseResource.class)
class WorkerEdgeTest extends EdgeContract {}
