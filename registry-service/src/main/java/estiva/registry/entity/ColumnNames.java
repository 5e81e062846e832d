package estiva.registry.entity;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;

/** Columns by their fields: ProcessID of processId, to the letter, since a database may tell upper from lower case. */
public class ColumnNames extends PhysicalNamingStrategyStandardImpl {
    private static final long serialVersionUID = 1L;

    @Override
    public Identifier toPhysicalColumnName(Identifier field, JdbcEnvironment environment) {
        String name = field.getText();
        String column =
                Character.toUpperCase(name.charAt(0)) + name.substring(1).replaceFirst("Id$", "ID");
        return Identifier.toIdentifier(column, field.isQuoted());
    }
}
