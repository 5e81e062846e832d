package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import estiva.control.database.ControlDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SchemaValidationException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.dialect.Dialect;
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

    private record Column(String name, int type, boolean isNullable) {}

    @Test
    void theMappingFitsTheMigratedSchema() throws SchemaValidationException {
        assumeThat(columns("Client").reportedTable())
                .as("Hibernate does not find what is reported in lower case, as Babelfish does")
                .isEqualTo("Client");

        factory.getSchemaManager().validate();
    }

    /** Whatever the database reports names as; and a member that cannot be null stands for a column that cannot either. */
    @Test
    void everyMemberHoldsWhatItsColumnMayHave() {
        SessionFactoryImplementor sessions = factory.unwrap(SessionFactoryImplementor.class);
        Dialect dialect = sessions.getJdbcServices().getDialect();
        List<String> mapped = new ArrayList<>();
        sessions.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            Columns columns = columns(entity.getMappedTableDetails().getTableName());
            entity.forEachAttributeMapping(member -> {
                Column column = columns.named(member.getSelectable(0).getSelectionExpression());
                int type = member.getSingleJdbcMapping().getJdbcType().getDefaultSqlTypeCode();
                boolean isPrimitive = member.getPropertyAccess().getGetter().getReturnTypeClass().isPrimitive();
                assertThat(column.type() == type || dialect.equivalentTypes(column.type(), type))
                        .as("%s is mapped as type %d", column, type)
                        .isTrue();
                assertThat(isPrimitive && column.isNullable()).as("%s may be NULL", column).isFalse();
                mapped.add(column.name());
            });
        });

        assertThat(mapped).hasSizeGreaterThan(60);
    }

    /** @param reportedTable as the database gives its name */
    private record Columns(String reportedTable, List<Column> columns) {
        Column named(String name) {
            return columns.stream().filter(it -> it.name().equalsIgnoreCase(name)).findFirst().orElseThrow();
        }
    }

    private Columns columns(String table) {
        return database.read(handle -> {
            try (ResultSet found = handle.getConnection().getMetaData()
                    .getColumns(handle.getConnection().getCatalog(), handle.getConnection().getSchema(), table, null)) {
                List<Column> columns = new ArrayList<>();
                String reported = "";
                while (found.next()) {
                    reported = found.getString("TABLE_NAME");
                    columns.add(new Column(
                            found.getString("COLUMN_NAME"), found.getInt("DATA_TYPE"), "YES".equals(found.getString("IS_NULLABLE"))));
                }
                return new Columns(reported, columns);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A database whose names tell upper from lower case would not find them otherwise. */
    @Test
    void columnsAreNamedAsTheMigrationsNameThem() {
        List<String> mapped = new ArrayList<>();
        factory.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            String table = entity.getMappedTableDetails().getTableName();
            mapped.add(table + "." + entity.getIdentifierMapping().getSelectable(0).getSelectionExpression());
            entity.forEachSelectable((at, column) -> mapped.add(table + "." + column.getSelectionExpression()));
        });
        List<String> columns = database.read(handle -> handle.createQuery(
                        "SELECT CONCAT(TABLE_NAME, '.', COLUMN_NAME) FROM INFORMATION_SCHEMA.COLUMNS")
                .mapTo(String.class)
                .list());

        assertThat(mapped).hasSizeGreaterThan(60);
        assertThat(columns).containsAll(mapped);
    }
}
