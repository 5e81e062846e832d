package estiva.registry.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Whether files are registered by themselves, and when they count as arrived. */
@ConfigMapping(prefix = "estiva.inbox")
public interface InboxConfig {
    /** Whether the inbox is watched. */
    @WithDefault("false")
    boolean enabled();

    /** The inbox below the file root; each folder in it is called like a client. */
    @WithDefault("inbox")
    String folder();

    /** Between two looks. */
    @WithDefault("5s")
    Duration interval();

    /** How long a file's size and time must have stood still. */
    @WithDefault("10s")
    Duration quiet();

    /** Ending of a file that says of the one beside it, called alike without it, that it is complete. */
    @WithDefault(".ok")
    String marker();

    /** Whether only files with a marker count as arrived. */
    @WithDefault("false")
    boolean markerRequired();

    /** After how many days without it a file that was registered is forgotten: should it come back, it is a new one. */
    @WithDefault("90")
    int forgetAfterDays();

    /** Names of files and folders that are left alone, with * and ?; those that begin with a dot always are. */
    @WithDefault("*.part,*.tmp,*.filepart,*.crdownload,*~,done,failed")
    List<String> ignore();
}
