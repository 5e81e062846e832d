package estiva.control.process;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.jdbi.v3.core.enums.DatabaseValue;

/**
 * The state of a process and of a file.
 *
 * <pre>
 *               assign                    all files ended
 *   Pending ─────────────► InProgress ─────────────────────► Completed | Failed
 *    ▲  │ cancel            │   │  cancel, acknowledged              │
 *    │  └────► Cancelled ◄──┼───┘                                    │
 *    └──────────────────────┘  release, rescue, transient failure    │
 *    └───────────────────────────────────────────────────────────────┘  retry, or a script's reset
 * </pre>
 */
public enum Status {
    @DatabaseValue("Pending")
    PENDING("Pending"),
    @DatabaseValue("InProgress")
    IN_PROGRESS("InProgress"),
    @DatabaseValue("Completed")
    COMPLETED("Completed"),
    @DatabaseValue("Failed")
    FAILED("Failed"),
    @DatabaseValue("Cancelled")
    CANCELLED("Cancelled");

    private final String text;

    Status(String text) {
        this.text = text;
    }

    /** As it stands in the tables and in JSON. */
    @JsonValue
    public String text() {
        return text;
    }

    public boolean isEnded() {
        return switch (this) {
            case PENDING, IN_PROGRESS -> false;
            case COMPLETED, FAILED, CANCELLED -> true;
        };
    }

    /** @throws IllegalArgumentException naming the text and the states there are */
    @JsonCreator
    public static Status of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text.equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is not a status; there are Pending, InProgress, Completed, Failed and Cancelled"));
    }
}
