package estiva.worker.config;

import estiva.worker.read.ReadLimits;
import estiva.worker.read.RowFiles;
import estiva.worker.read.Spool;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the readers the limits that the operator set. */
@Singleton
public class RowFilesProducer {

    @Produces
    @Singleton
    RowFiles rowFiles(WorkerConfig config) {
        WorkerConfig.Read set = config.read();
        ReadLimits absent = ReadLimits.DEFAULT;
        Spool spool = new Spool(
                set.spoolFolder().orElse(Spool.DEFAULT.folder()),
                set.spoolBytes().map(MemorySize::asLongValue).orElse(Spool.DEFAULT.mostBytes()));
        ReadLimits limits = new ReadLimits(
                set.expandedBytes().map(MemorySize::asLongValue).orElse(absent.expandedBytes()),
                set.ratio().orElse(absent.ratio()),
                set.entries().orElse(absent.entries()),
                set.rows().orElse(absent.rows()),
                set.sharedCharacters().orElse(absent.sharedCharacters()),
                set.pageBytes().map(MemorySize::asLongValue).orElse(absent.pageBytes()));
        return new RowFiles(limits, spool);
    }
}
