package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** What who has a role for some clients may do with what others have made, and what identities are made of. */
@QuarkusTest
@TestProfile(ClosedTest.WithAdminKey.class)
class ClientRolesTest extends ClosedTest {
    @Test
    void theIdempotencyKeysOfTwoIdentitiesAreTwoKeys() {
        String client = name("client");
        String definition = name("import");
        admin().body("{\"target\":\"dbo.Cities\"}")
                .put(API + "/imports/" + definition)
                .then()
                .statusCode(201);
        String one = keyWith(role("submitter", client));
        String two = keyWith(role("submitter", client));
        String replayed = name("replayed");

        long first = registered(one, replayed, client, definition, 201);
        assertThat(registered(one, replayed, client, definition, 200)).isEqualTo(first);
        assertThat(registered(two, replayed, client, definition, 201)).isNotEqualTo(first);
    }

    @Test
    void whoRegisteredIsTheIdentity() {
        String client = name("client");
        String identity = name("loader");
        putIdentity(identity, role("submitter", client)).statusCode(201);
        String definition = name("import");
        admin().body("{\"target\":\"dbo.Cities\"}")
                .put(API + "/imports/" + definition)
                .then()
                .statusCode(201);

        as(keyOf(identity))
                .body(body(client, definition, "a.csv"))
                .post(API + "/processes")
                .then()
                .statusCode(201)
                .body("registeredBy", equalTo(identity));
    }

    @Test
    void whoMaySubmitForAClientCannotTakeAnothersDefinition() {
        String own = name("own");
        String other = name("other");
        String othersImport = name("import");
        admin().body("{\"target\":\"dbo.Secrets\",\"processName\":\"" + other + "\"}")
                .put(API + "/imports/" + othersImport)
                .then()
                .statusCode(201);
        String key = keyWith(role("submitter", own), role("viewer", other));

        as(key).body(body(own, othersImport, "a.csv"))
                .post(API + "/processes")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("importName"));
        admin().body(body(own, othersImport, "a.csv"))
                .post(API + "/processes")
                .then()
                .statusCode(201);
    }

    @Test
    void aDefinitionThatIsCalledLikeAClientAndIsAnothersDoesNotTakeItsFiles() {
        String own = name("own");
        String other = name("other");
        String key = keyWith(role("designer", own));
        as(key).body("{\"target\":\"dbo.Mine\",\"processName\":\"" + own + "\"}")
                .put(API + "/imports/" + other)
                .then()
                .statusCode(201);

        admin().body("{\"processName\":\"" + other + "\",\"files\":[{\"fileName\":\"a.csv\"}]}")
                .post(API + "/processes")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("files[0].importName"));
    }

    @Test
    void aDesignerOfOneClientMakesDefinitionsForNobodyElse() {
        String own = name("own");
        String other = name("other");
        String othersImport = name("import");
        admin().body("{\"target\":\"dbo.Cities\",\"processName\":\"" + other + "\"}")
                .put(API + "/imports/" + othersImport)
                .then()
                .statusCode(201);
        String key = keyWith(role("designer", own));
        String mine = "{\"target\":\"dbo.Cities\",\"processName\":\"" + own + "\"}";

        as(key).body("{\"target\":\"dbo.Cities\"}")
                .put(API + "/imports/" + name("import"))
                .then()
                .statusCode(403);
        as(key).body("{\"target\":\"dbo.Cities\",\"processName\":\"" + other + "\"}")
                .put(API + "/imports/" + name("import"))
                .then()
                .statusCode(403);
        as(key).body(mine).put(API + "/imports/" + othersImport).then().statusCode(404);
        as(key).body("{\"version\":1}")
                .post(API + "/imports/" + othersImport + "/rollback")
                .then()
                .statusCode(404);
        as(key).get(API + "/imports/" + othersImport).then().statusCode(404);
        as(key).get(API + "/imports/" + othersImport + "/versions").then().statusCode(404);
        as(key).get(API + "/imports/" + othersImport + "/versions/1").then().statusCode(404);
        as(key).get(API + "/imports?limit=1000")
                .then()
                .statusCode(200)
                .body("items.importName", not(hasItem(othersImport)));
        as(key).body(mine).put(API + "/imports/" + name("import")).then().statusCode(201);
        admin().get(API + "/imports/" + othersImport).then().body("version", equalTo(1));
    }

    @Test
    void nobodyTakesTheirOwnRoleAway() {
        admin().body("{\"roles\":[]}")
                .put(API + "/identities/admin")
                .then()
                .statusCode(409)
                .body("detail", containsString("another admin can"));
        admin().delete(API + "/identities/admin").then().statusCode(409);
        admin().delete(API + "/identities/admin/keys/admin").then().statusCode(409);
        admin().get(API + "/identities/admin").then().statusCode(200).body("roles[0].role", equalTo("admin"));
    }

    @Test
    void anAdminTakesTheRoleFromAnother() {
        String other = name("admin");
        putIdentity(other, role("admin")).statusCode(201);
        String key = keyOf(other);
        as(key).get(API + "/identities").then().statusCode(200);

        putIdentity(other, role("viewer")).statusCode(200);

        as(key).get(API + "/identities").then().statusCode(403);
    }

    @Test
    void badRolesAreNamed() {
        putIdentity(name("x"), role("owner")).statusCode(422).body("errors[0].field", equalTo("roles[0].role"));
        putIdentity(name("x"), role("admin", "A")).statusCode(422).body("errors[0].field", equalTo("roles[0].clients"));
        putIdentity(name("x"), role("viewer"), role("viewer", "A")).statusCode(422);
        putIdentity(name("x"), "{\"role\":\"viewer\",\"clients\":[]}").statusCode(422);
        putIdentity(name("x"), "{\"role\":\"viewer\",\"clients\":[null]}").statusCode(422);
        putIdentity(name("x"), "null").statusCode(422);
        admin().body("{\"roles\":[],\"password\":\"short\"}")
                .put(API + "/identities/" + name("x"))
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("password"));
    }

    private static long registered(String key, String idempotencyKey, String client, String definition, int status) {
        return as(key).header("Idempotency-Key", idempotencyKey)
                .body(body(client, definition, "a.csv"))
                .post(API + "/processes")
                .then()
                .statusCode(status)
                .extract()
                .jsonPath()
                .getLong("processId");
    }

    @Test
    void rowsOfAFileAreShownOnlyToWhoMaySeeItsClientsRows() {
        String own = name("own");
        String definition = name("import");
        admin().body("{\"target\":\"dbo.Cities\",\"processName\":\"" + own + "\"}")
                .put(API + "/imports/" + definition)
                .then()
                .statusCode(201);
        admin().body("{\"priority\":1}").put(API + "/clients/" + own).then().statusCode(200);
        String key = keyWith(role("designer", own), role("personalData", own));
        String preview = API + "/imports/" + definition + "/preview";

        as(key).body("{\"fileName\":\"" + own + "/a.csv\"}")
                .post(preview)
                .then()
                .statusCode(403);
        as(key).body("{\"fileName\":\"a.csv\"}")
                .post(API + "/imports/guess")
                .then()
                .statusCode(403);
        as(key).body("{\"folder\":\"" + own + "\"}")
                .put(API + "/clients/" + own)
                .then()
                .statusCode(403);

        admin().body("{\"folder\":\"" + own + "\"}")
                .put(API + "/clients/" + own)
                .then()
                .statusCode(200);

        as(key).body("{\"fileName\":\"a.csv\",\"directory\":\"elsewhere\"}")
                .post(preview)
                .then()
                .statusCode(422);
        // Nobody is there who could read it, which is said only to who may ask.
        as(key).body("{\"fileName\":\"a.csv\",\"directory\":\"" + own + "\"}")
                .post(preview)
                .then()
                .statusCode(503);
        as(keyWith(role("designer", own)))
                .body("{\"fileName\":\"a.csv\",\"directory\":\"" + own + "\"}")
                .post(preview)
                .then()
                .statusCode(403);
    }
}
