package estiva.worker.config;

import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Spool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the readers the limits that the operator set. */
@Singleton
public class RowFilesProducer {

    @Produces
    @Singleton
    RowFiles rowFiles(WorkerConfig config) {
        WorkerConfig.Read set = config.read();
        Spool spool = new Spool(
                set.spoolFolder().orElse(Spool.DEFAULT.folder()),
                set.spoolBytes().asLongValue());
        return new RowFiles(limits(set), spool);
    }

    static ReadLimits limits(WorkerConfig.Read set) {
        return new ReadLimits(
                set.expandedBytes().asLongValue(),
                set.ratio(),
                set.entries(),
                set.rows(),
                set.sharedCharacters(),
                set.pageBytes().asLongValue());
    }
}
