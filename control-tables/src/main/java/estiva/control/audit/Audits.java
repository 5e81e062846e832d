package estiva.control.audit;

import org.jdbi.v3.core.Handle;

/** The record of what was done: a row is there if what it tells was committed, and only then. */
public final class Audits {

    private Audits() {}

    /** In the transaction of the change. */
    public static void write(Handle handle, Deed deed, Act act, Changed changed, String outcome) {
        handle.createUpdate("""
                        INSERT INTO Audit (IdentityName, Means, Address, Action, SubjectKind, Subject, ProcessName,
                                           Before, After, Outcome)
                        VALUES (:identity, :means, :address, :action, :subjectKind, :subject, :processName,
                                :before, :after, :outcome)""")
                .bindMethods(deed)
                .bindMethods(act)
                .bindMethods(changed)
                .bind("outcome", outcome)
                .execute();
    }

    public static void done(Handle handle, Deed deed, Act act, Changed changed) {
        write(handle, deed, act, changed, Act.DONE);
    }
}
