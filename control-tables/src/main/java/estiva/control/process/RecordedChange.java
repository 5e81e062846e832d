package estiva.control.process;

import estiva.control.audit.Act;
import estiva.control.audit.Audits;
import estiva.control.audit.Changed;
import estiva.control.audit.Deed;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** What the audit tells of a change of a process. */
final class RecordedChange {

    private RecordedChange() {}

    static void cancelled(Handle handle, Deed deed, long processId, ProcessChanges.Change change) {
        boolean isDone = change == ProcessChanges.Change.DONE;
        Changed changed = isDone
                ? Changed.between(Map.of("status", "Pending"), Map.of("status", "Cancelled"))
                : Changed.to(Map.of("cancelRequested", true));
        Audits.write(
                handle, deed, act(handle, "process.cancel", processId), changed, isDone ? Act.DONE : Act.REQUESTED);
    }

    /** @param before its status until now */
    static void retried(Handle handle, Deed deed, long processId, String before, ProcessChanges.Retry how) {
        Map<String, Object> after = Map.of(
                "status", "Pending", "sameVersion", how.sameVersion(), "force", how.force(), "discard", how.discard());
        Changed changed = Changed.between(Map.of("status", before), after);
        Audits.done(handle, deed, act(handle, "process.retry", processId), changed);
    }

    private static Act act(Handle handle, String action, long processId) {
        return new Act(action, "process", String.valueOf(processId), nameOf(handle, processId));
    }

    /** Empty: there is no such process. */
    static String statusOf(Handle handle, long processId) {
        return handle.createQuery("SELECT Status FROM FileControl WHERE ProcessID = :id")
                .bind("id", processId)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    static String nameOf(Handle handle, long processId) {
        return handle.createQuery("SELECT ProcessName FROM FileControl WHERE ProcessID = :id")
                .bind("id", processId)
                .mapTo(String.class)
                .one();
    }
}
