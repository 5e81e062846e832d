package estiva.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.Configured;
import estiva.worker.read.ReadLimits;
import estiva.worker.read.Spool;
import org.junit.jupiter.api.Test;

class RowFilesProducerTest {

    @Test
    void theDefaultsThatOperatorsReadAreThoseOfTheReaders() {
        WorkerConfig.Read defaults = Configured.of(WorkerConfig.class).read();

        assertThat(RowFilesProducer.limits(defaults)).isEqualTo(ReadLimits.DEFAULT);
        assertThat(defaults.spoolBytes().asLongValue()).isEqualTo(Spool.DEFAULT.mostBytes());
    }
}
