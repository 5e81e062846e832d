package estiva.control.client;

/**
 * A change of a client's settings, already checked; null: stays as it is.
 *
 * @param reprocessMinutes 0: never
 * @param maxRunMinutes 0: no ceiling
 * @param folder below the file root, in which its files must lie; empty: anywhere below the root
 */
public record ClientSettings(
        String runner,
        Integer priority,
        Boolean paused,
        String ordering,
        String onFailure,
        Integer maxAttempts,
        Integer retryDelaySeconds,
        Integer retryMaxDelaySeconds,
        Boolean retryMissingFiles,
        Integer reprocessMinutes,
        Integer reprocessTimes,
        Integer maxRunMinutes,
        Boolean externalRescue,
        String folder) {}
