package estiva.control.database;

import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** How statements are run: what stands in their text for the vendor's, their time-out, their count. */
final class Statements {
    private static final LongAdder COUNT = new LongAdder();

    private Statements() {}

    static Jdbi over(ConnectionFactory connections, Vendor vendor, Duration queryTimeout) {
        Jdbi made = Jdbi.create(connections);
        made.getConfig(SqlStatements.class)
                .setQueryTimeout((int) Math.max(1, queryTimeout.toSeconds()))
                .setUnusedBindingAllowed(true);
        made.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                COUNT.increment();
            }
        });
        made.define("now", vendor.now());
        made.define("skipLocked", vendor.skipLocked());
        made.define("dirty", vendor.dirty());
        made.registerArgument(new InstantArgument());
        made.registerColumnMapper(Instant.class, (row, column, context) -> Times.instant(row, column));
        return made;
    }

    static void increment() {
        COUNT.increment();
    }

    /** Statements of this process since its start; a batch counts as one. */
    static long count() {
        return COUNT.sum();
    }

    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
        InstantArgument() {
            super(Types.TIMESTAMP);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            LocalDateTime time = LocalDateTime.ofInstant(value, ZoneOffset.UTC);
            return (position, statement, context) -> statement.setObject(position, time);
        }
    }
}
