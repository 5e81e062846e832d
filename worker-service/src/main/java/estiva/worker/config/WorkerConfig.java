package estiva.worker.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Settings of a worker. The defaults suit production. */
@ConfigMapping(prefix = "estiva.worker")
public interface WorkerConfig {
    /** The name of the worker in logs and in the column {@code WorkerAssigned}. Absent: the host name with a random suffix. */
    Optional<String> name();

    /** Processes that run at the same time. At least 1. */
    @WithDefault("8")
    int slots();

    /**
     * Further files that the worker loads at the same time, for all its processes together. Only imports with
     * {@code parallelFiles} use them. Each needs a connection to the database.
     */
    @WithDefault("4")
    int parallelFiles();

    /**
     * How long a process belongs to this worker without a heartbeat. The worker sends a heartbeat four times in a lease. At
     * least 1s.
     */
    @WithDefault("15s")
    Duration lease();

    /**
     * An append of so many rows or more goes through a staging table, so that its transaction on the target is short. The
     * worker estimates the rows from the size of the file and its first lines.
     */
    @WithDefault("100000")
    long stagingRows();

    /** Time between two looks for new assignments while there is work: fewer than ten looks a second. */
    @WithDefault("102ms")
    Duration interval();

    /** Time between two looks when there has been no assignment for {@link #quietAfter}. */
    @WithDefault("700ms")
    Duration quietInterval();

    /** How long the quick looks continue after the last assignment. */
    @WithDefault("60s")
    Duration quietAfter();

    /**
     * How long a load or a procedure waits for one answer of SQL Server. After that the connection counts as lost, and the file is
     * loaded again. Choose more than the longest statement takes, with its waits for locks: the publication of the largest file, or a
     * procedure. 0s: no limit.
     */
    @WithDefault("6h")
    Duration stall();

    /** How long running loads can continue after SIGTERM. After that they are rolled back, and their processes are given back. */
    @WithDefault("20s")
    Duration grace();

    /** Tells Kubernetes how many processes this pod runs, so that it stops the pod with the fewest first. */
    DeletionCost deletionCost();

    interface DeletionCost {
        /** A folder with the files {@code token}, {@code ca.crt}, {@code namespace} and {@code name} of the pod. Absent: nothing is told. */
        Optional<Path> account();

        /** The address of the API server of Kubernetes. */
        @WithDefault("https://kubernetes.default.svc")
        URI api();

        /** The shortest time between two messages. */
        @WithDefault("15s")
        Duration interval();
    }

    /** Limits for packed files, workbooks and parquet files, and for memory. */
    Read read();

    /** The defaults are those of {@link estiva.worker.read.ReadLimits}; a test holds them together. */
    interface Read {
        /** Bytes that one packed file can have after it is unpacked. */
        @WithDefault("256G")
        MemorySize expandedBytes();

        /** How many times its packed size an unpacked file can have. Up to 16 MiB are always allowed. */
        @WithDefault("250")
        int ratio();

        /** Files in one zip. */
        @WithDefault("10000")
        int entries();

        /** Rows of one packed file, workbook or parquet file. */
        @WithDefault("1000000000")
        long rows();

        /**
         * Characters of the shared texts of a workbook. They stay in memory while it is read: one byte each, or two bytes if
         * a text has characters beyond Latin-1.
         */
        @WithDefault("33554432")
        int sharedCharacters();

        /** Memory for the pages of one parquet file. Its footer can have an eighth of it. */
        @WithDefault("64M")
        MemorySize pageBytes();

        /**
         * Memory for all files that the worker reads at the same time. At most 70 % of the heap; at least 4 MiB, and 1.25 MiB
         * more for each file that can be open. A file waits for its share; it fails if it needs more than there is. Absent:
         * 40 % of the heap.
         */
        Optional<MemorySize> memory();

        /**
         * The folder for copies of zips, workbooks and parquet files from an object store. Absent: the temporary folder of
         * Java.
         */
        Optional<Path> spoolFolder();

        /** The largest copy of this kind. */
        @WithDefault("4G")
        MemorySize spoolBytes();
    }
}
