package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.database.ControlDatabase;
import estiva.control.database.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SchemaValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** Entities against the tables that the migrations make. */
@QuarkusTest
@TestProfile(MappingTest.KnownDatabase.class)
class MappingTest extends RegistryTest {
    /** Who looks at a schema must know how the database writes names, which Hibernate asks it at the start. */
    public static class KnownDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.hibernate-orm.database.start-offline", "false",
                    "quarkus.hibernate-orm.database.version-check.enabled", "false");
        }
    }

    @Inject
    EntityManagerFactory factory;

    @Inject
    ControlDatabase database;

    @Test
    void theMappingFitsTheMigratedSchema() throws SchemaValidationException {
        // Babelfish keeps names in lower case, in which Hibernate does not look for them.
        assumeThat(TestDatabase.isSqlServer() ? nameOfClient() : "Client").isEqualTo("Client");

        factory.getSchemaManager().validate();
    }

    /** A database whose names tell upper from lower case would not find them otherwise. */
    @Test
    void columnsAreNamedAsTheMigrationsNameThem() {
        List<String> mapped = new ArrayList<>();
        factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            String table = entity.getMappedTableDetails().getTableName();
            mapped.add(
                    table + "." + entity.getIdentifierMapping().getSelectable(0).getSelectionExpression());
            entity.forEachSelectable((at, column) -> mapped.add(table + "." + column.getSelectionExpression()));
        });
        List<String> columns = database.read(handle -> handle.createQuery(
                        "SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) FROM INFORMATION_SCHEMA.COLUMNS")
                .mapTo(String.class)
                .list());

        assertThat(mapped).hasSizeGreaterThan(60);
        assertThat(columns).containsAll(mapped);
    }

    private String nameOfClient() {
        return database.read(handle -> handle.createQuery("SELECT name FROM sys.tables WHERE name = 'Client'")
                .mapTo(String.class)
                .one());
    }
}
