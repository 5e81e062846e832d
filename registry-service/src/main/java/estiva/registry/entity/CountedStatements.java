package estiva.registry.entity;

import estiva.control.database.ControlDatabase;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Lets {@code estiva_statements_total} count what entities ask as well. */
@PersistenceUnitExtension
@Singleton
public class CountedStatements implements StatementInspector {
    private static final long serialVersionUID = 1L;

    @Override
    public String inspect(String sql) {
        ControlDatabase.countStatement();
        return sql;
    }
}
