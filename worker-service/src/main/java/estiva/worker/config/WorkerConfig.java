package estiva.worker.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What an operator may set of a worker; the defaults suit production. */
@ConfigMapping(prefix = "estiva.worker")
public interface WorkerConfig {
    /** How the worker is called in logs and in WorkerAssigned; by default the host's name with a random suffix. */
    Optional<String> name();

    /** Processes that run at once. */
    @WithDefault("8")
    int slots();

    /**
     * Files that are loaded beside the first ones of their processes, all processes together, where imports allow it
     * ({@code parallelFiles}). Each takes a connection.
     */
    @WithDefault("4")
    int parallelFiles();

    /** How long a process stays this worker's without a heartbeat; a heartbeat comes every quarter of it. */
    @WithDefault("15s")
    Duration lease();

    /**
     * From so many rows on, as far as a file's size and its first lines tell, an append goes through a staging table: its
     * transaction on the target is then short, however long the file is.
     */
    @WithDefault("100000")
    long stagingRows();

    /** Between two looks for assignments, while there have been some lately: fewer than ten a second. */
    @WithDefault("102ms")
    Duration interval();

    /** Between two looks for assignments when there have been none for {@link #quietAfter}. */
    @WithDefault("700ms")
    Duration quietInterval();

    /** How long the quick looks go on after the last assignment. */
    @WithDefault("60s")
    Duration quietAfter();

    /** How long running loads may go on after SIGTERM; then they are rolled back and released. */
    @WithDefault("20s")
    Duration grace();

    /** What Kubernetes is told of how busy this worker's pod is. */
    DeletionCost deletionCost();

    interface DeletionCost {
        /** The folder with the pod's token, ca.crt, namespace and name; absent: nothing is told. */
        Optional<Path> account();

        /** The API server. */
        @WithDefault("https://kubernetes.default.svc")
        URI api();

        /** At least so long between two times that it is told. */
        @WithDefault("15s")
        Duration interval();
    }

    /** What the expansion of packed files, workbooks and parquet files may cost. */
    Read read();

    /** Absent: {@link estiva.worker.read.ReadLimits#DEFAULT}, which also says what each is. */
    interface Read {
        Optional<MemorySize> expandedBytes();

        OptionalInt ratio();

        OptionalInt entries();

        OptionalLong rows();

        OptionalInt sharedCharacters();

        Optional<MemorySize> pageBytes();

        /**
         * Of the heap, for all that is read at one time, whatever the format; absent: 40 % of the heap. A file waits for its
         * share, and fails if it needs more than there is.
         */
        Optional<MemorySize> memory();

        /**
         * Where zips, workbooks and parquet files from an object store are copied to while they are read; absent:
         * {@link estiva.worker.read.Spool}.
         */
        Optional<Path> spoolFolder();

        Optional<MemorySize> spoolBytes();
    }
}
