package estiva.registry.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What an identity may do, for all clients or for some. */
public enum Role {
    /** Sees processes, files, logs, imports. */
    VIEWER(Role.VIEWS),
    /** Registers files. */
    SUBMITTER(Role.SUBMITS),
    /** Cancels, runs again, sets how clients are served. */
    OPERATOR(Role.OPERATES),
    /** Makes and changes import definitions. */
    DESIGNER(Role.DESIGNS),
    /** Sees rows of files: rejects, previews, values in messages. */
    PERSONAL_DATA(Role.SEES_ROWS),
    /** All of it for all clients, and says who may what. */
    ADMIN(Role.ADMINISTERS);

    // For annotations.
    public static final String VIEWS = "viewer";
    public static final String SUBMITS = "submitter";
    public static final String OPERATES = "operator";
    public static final String DESIGNS = "designer";
    public static final String SEES_ROWS = "personalData";
    public static final String ADMINISTERS = "admin";

    private final String text;

    Role(String text) {
        this.text = text;
    }

    @JsonValue
    public String text() {
        return text;
    }

    static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text.equals(text)).findFirst();
    }
}
