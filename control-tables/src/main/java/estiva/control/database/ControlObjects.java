package estiva.control.database;

import java.util.Set;

/** What the migrations make, by name. No import may write or call any of it. A test holds the names to the migrations. */
public final class ControlObjects {

    /** Where Flyway keeps which migrations were applied: a schema that has it holds control tables. */
    public static final String HISTORY = "estiva_schema_history";

    /** The one table that is there to be loaded into, by the client {@link #CHECKLIST} alone. Nothing reads it. */
    static final String CHECKED = "DeploymentCheck";

    /** The client whose file the checklist after a deployment loads. */
    public static final String CHECKLIST = "estiva-checklist";

    private static final Set<String> NAMES = Set.of(
            HISTORY,
            "FileControl",
            "FileParameters",
            "ProcessLog",
            "FileLog",
            "FileControl_History",
            "FileParameters_History",
            "ProcessLog_History",
            "FileLog_History",
            "Client",
            "Worker",
            "Registration",
            "ImportDefinition",
            "FileReject",
            "LoadedFile",
            "PartialLoad",
            "Alert",
            "StagingTable",
            "Inspection",
            "InboxFile",
            "PutAway",
            "ProcedureCall",
            "AccessIdentity",
            "AccessRole",
            "AccessKey",
            "AccessSession",
            "AccessVersion",
            "Audit",
            CHECKED,
            "WorkerDemand",
            "RegisterProcessAndFiles",
            "AssignWorkerToProcess");

    private ControlObjects() {}

    /** @param name as the catalogue has it: text that only looks alike is for the database to judge */
    public static boolean contains(String name) {
        return NAMES.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** @param name as the catalogue has it */
    public static boolean isCheckedBy(String client, String name) {
        return CHECKED.equalsIgnoreCase(name) && CHECKLIST.equals(client);
    }

    /**
     * Whether a target as a definition writes it can lead to nothing else: one of the names without a schema, or in dbo. What any
     * other text leads to is for the database to say, when a file is loaded.
     */
    public static boolean areMeantBy(String target) {
        int dot = target.indexOf('.');
        boolean isHome = dot < 0 || plain(target.substring(0, dot)).equalsIgnoreCase("dbo");
        String name = plain(target.substring(dot + 1));
        return isHome && contains(name) && !CHECKED.equalsIgnoreCase(name);
    }

    /** Without the brackets or quotes around it. */
    private static String plain(String part) {
        String text = part.strip();
        boolean isQuoted = text.length() > 1
                && (text.startsWith("[") && text.endsWith("]") || text.startsWith("\"") && text.endsWith("\""));
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    static Set<String> names() {
        return NAMES;
    }
}
