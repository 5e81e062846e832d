package estiva.control.client;

/**
 * A change of a client's settings, already checked; null: stays as it is.
 *
 * @param maxRunMinutes 0: no ceiling
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
        Integer maxRunMinutes,
        Boolean externalRescue) {}
