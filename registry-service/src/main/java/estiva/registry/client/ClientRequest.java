package estiva.registry.client;

import estiva.control.client.ClientSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Settings to change; absent ones stay as they are. */
@Schema(description = "Settings to change; absent ones stay as they are.")
public record ClientRequest(
        @Schema(
                description =
                        "Who runs its processes: the workers of Estiva, or a program that calls AssignWorkerToProcess.",
                enumeration = {"Estiva", "External"})
        @Pattern(regexp = "Estiva|External", message = "must be Estiva or External")
        String runner,

        @Schema(description = "Its weight among the clients: turns in one round.", minimum = "1", maximum = "1000")
        @Min(value = 1, message = "must be between 1 and 1000")
        @Max(value = 1000, message = "must be between 1 and 1000")
        Integer priority,

        @Schema(description = "Whether its processes wait until this is false again.")
        Boolean paused,

        @Schema(
                description = "strict: a process that waits holds back the later ones; relaxed: it does not.",
                enumeration = {"strict", "relaxed"})
        @Pattern(regexp = "strict|relaxed", message = "must be strict or relaxed")
        String ordering,

        @Schema(
                description = "After a final failure: continue with the next process, or pause the client.",
                enumeration = {"continue", "pause"})
        @Pattern(regexp = "continue|pause", message = "must be continue or pause")
        String onFailure,

        @Schema(description = "How often a process is tried.", minimum = "1", maximum = "100")
        @Min(value = 1, message = "must be between 1 and 100")
        @Max(value = 100, message = "must be between 1 and 100")
        Integer maxAttempts,

        @Schema(
                description = "Wait before the second attempt; doubles with each one.",
                minimum = "0",
                maximum = "86400")
        @Min(value = 0, message = "must be between 0 and 86400")
        @Max(value = 86_400, message = "must be between 0 and 86400")
        Integer retryDelaySeconds,

        @Schema(description = "The longest wait between attempts.", minimum = "0", maximum = "86400")
        @Min(value = 0, message = "must be between 0 and 86400")
        @Max(value = 86_400, message = "must be between 0 and 86400")
        Integer retryMaxDelaySeconds,

        @Schema(description = "Whether a missing file is tried again like other failures.")
        Boolean retryMissingFiles,

        @Schema(
                description =
                        "So many minutes after a process has Failed, its files that are not Completed are tried again;"
                                + " 0: never by itself.",
                minimum = "0",
                maximum = "525600")
        @Min(value = 0, message = "must be between 0 and 525600")
        @Max(value = 525_600, message = "must be between 0 and 525600")
        Integer reprocessMinutes,

        @Schema(description = "How often one process is tried again in this way.", minimum = "1", maximum = "1000")
        @Min(value = 1, message = "must be between 1 and 1000")
        @Max(value = 1000, message = "must be between 1 and 1000")
        Integer reprocessTimes,

        @Schema(
                description = "After so many minutes the worker is asked to stop; 0: never.",
                minimum = "0",
                maximum = "525600")
        @Min(value = 0, message = "must be between 0 and 525600")
        @Max(value = 525_600, message = "must be between 0 and 525600")
        Integer maxRunMinutes,

        @Schema(description = "Whether an external claim older than 60 minutes goes back to the procedure.")
        Boolean externalRescue,

        @Schema(
                description = "The folder below the file root in which all its files must lie, or deeper;"
                        + " an empty text: anywhere below the root.",
                maxLength = 400)
        String folder) {

    /** @param checkedFolder the folder below the root that is meant; null: it stays */
    ClientSettings settings(String checkedFolder) {
        return new ClientSettings(
                runner,
                priority,
                paused,
                ordering,
                onFailure,
                maxAttempts,
                retryDelaySeconds,
                retryMaxDelaySeconds,
                retryMissingFiles,
                reprocessMinutes,
                reprocessTimes,
                maxRunMinutes,
                externalRescue,
                checkedFolder);
    }
}
