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

    static Set<String> names() {
        return NAMES;
    }
}
