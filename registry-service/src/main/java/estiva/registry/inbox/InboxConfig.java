package estiva.registry.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** The inbox: a folder whose files the registry registers by itself. */
@ConfigMapping(prefix = "estiva.inbox")
public interface InboxConfig {
    /** Whether this registry watches the inbox. */
    @WithDefault("false")
    boolean enabled();

    /** The folder below the file root. Each folder in it has the name of a client. */
    @WithDefault("inbox")
    String folder();

    /** Time between two looks. At least 100ms. */
    @WithDefault("5s")
    Duration interval();

    /** A file has arrived when its size and its time have not changed for so long. */
    @WithDefault("10s")
    Duration quiet();

    /** The ending of marker files: the file {@code a.csv.ok} says that {@code a.csv} is complete. */
    @WithDefault(".ok")
    String marker();

    /** Whether files without a marker must wait for one. */
    @WithDefault("false")
    boolean markerRequired();

    /** A registered file that is gone for so many days is forgotten. If it comes back after that, it is a new file. At least 1. */
    @WithDefault("90")
    int forgetAfterDays();

    /**
     * Names of files and folders that the inbox ignores, separated by commas, with {@code *} and {@code ?}. Names that begin
     * with a dot are always ignored.
     */
    @WithDefault("*.part,*.tmp,*.filepart,*.crdownload,*~,done,failed")
    List<String> ignore();
}
