package estiva.registry.process;

import estiva.control.audit.Act;
import estiva.control.audit.AuditLog;
import estiva.control.audit.Changed;
import estiva.registry.access.Caller;
import jakarta.inject.Singleton;
import java.util.Map;

/** Records who looks at rows of files, before they are shown: what cannot be recorded is not shown. */
@Singleton
class RecordedLooks {
    private final AuditLog log;
    private final Caller caller;

    RecordedLooks(AuditLog log, Caller caller) {
        this.log = log;
        this.caller = caller;
    }

    /** @param after the reject after which the page begins; 0: from the first */
    void read(FileParameters file, String client, long after) {
        record("rejects.read", file, client, Changed.to(Map.of("after", after)));
    }

    void exported(FileParameters file, String client) {
        record("rejects.export", file, client, Changed.NONE);
    }

    private void record(String action, FileParameters file, String client, Changed changed) {
        Act act = new Act(action, "file", String.valueOf(file.fileId), client);
        log.done(caller.deed(), act, changed);
    }
}
