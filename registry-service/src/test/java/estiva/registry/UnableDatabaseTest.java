package estiva.registry;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import estiva.control.database.ControlDatabase;
import estiva.control.database.RefusingTrigger;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** A database that answers, and is not able: H2 alone can be made to say so. */
@QuarkusTest
@DisabledIf("estiva.control.database.TestDatabase#isSqlServer")
class UnableDatabaseTest extends RegistryTest {
    @Inject
    ControlDatabase database;

    @BeforeEach
    void refuse() {
        database.useTransaction(handle -> handle.execute(RefusingTrigger.on("FileControl")));
    }

    @AfterEach
    void ableAgain() {
        RefusingTrigger.refuse(0, 0, 0);
        database.useTransaction(handle -> handle.execute("DROP TRIGGER RefuseFileControl"));
    }

    @Test
    void aRegistrationDuringAFailoverOrWithAFullLogIsToldToComeAgain() {
        String body = body(name("Later"), imported(), "a.csv");
        for (int number : new int[] {9002, 40613, 976, 3906, 18456}) {
            RefusingTrigger.refuse(1, number, 16);

            post("/processes", body)
                    .statusCode(503)
                    .header("Retry-After", notNullValue())
                    .body("type", equalTo("urn:estiva:problem:database-away"));
        }

        post("/processes", body).statusCode(201);
    }

    @Test
    void anErrorOfTheServiceItselfIsNoOutage() {
        String body = body(name("Fault"), imported(), "a.csv");
        RefusingTrigger.refuse(1, 8134, 16);

        post("/processes", body).statusCode(500);
    }
}
