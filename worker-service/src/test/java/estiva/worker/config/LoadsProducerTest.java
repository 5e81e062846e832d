package estiva.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.Configured;
import estiva.control.load.LoadTransaction;
import estiva.control.process.ControlTables;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadsProducerTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    /** H2's driver keeps no limit. */
    @Test
    @EnabledIf("estiva.control.database.TestDatabase#isSqlServer")
    void aLoadWaitsForAnAnswerAsLongAsTheOperatorSays() throws SQLException {
        WorkerConfig config = Configured.of(WorkerConfig.class);

        try (LoadTransaction load = new LoadsProducer(tables.database, config)
                .loadTransactions(tables.sessions)
                .begin()) {
            assertThat(load.connection().getNetworkTimeout())
                    .isEqualTo((int) Duration.ofHours(6).toMillis());
        }
    }

    @Test
    void moreThanTheDriverCountsIsRefusedAtTheStart() {
        WorkerConfig config = Configured.of(WorkerConfig.class, "estiva.worker.stall", "25d");

        assertThatThrownBy(() -> new LoadsProducer(tables.database, config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("estiva.worker.stall is PT600H; it must be from 0s to 24d");
    }
}
