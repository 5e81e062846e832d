package estiva.control.process;

import estiva.control.database.InList;
import estiva.control.database.Numbered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/** Several claims of one worker in one statement. */
final class HeldClaims {
    /** What one statement takes: SQL Server has 2,100 parameters, of which each claim needs two. */
    static final int MOST = 512;

    private HeldClaims() {}

    /**
     * Makes {@code <held>} in the text of an UPDATE of FileControl the guard of all these claims, each by its key, owner
     * and fence. The keys seek; the CASE compares each row's fence with the one claim that it can belong to.
     *
     * <p>The {@code + 0} keeps it from IX_FileControl_Worker: it would lock that index before the row, and who ends a process
     * locks the row before the index, out of which it takes the process. Each would wait for the other.
     * https://learn.microsoft.com/sql/relational-databases/sql-server-deadlocks-guide
     */
    static <S extends SqlStatement<S>> S bind(S statement, Collection<Claim> claims) {
        List<Claim> padded = InList.of(claims);
        for (int i = 0; i < padded.size(); i++) {
            statement
                    .bind("id" + i, padded.get(i).processId())
                    .bind("fence" + i, padded.get(i).fence());
        }
        return statement
                .bind("heldBy", padded.get(0).workerId())
                .define(
                        "held",
                        "ProcessID IN (" + Numbered.list("id", padded.size()) + ") AND Status = 'InProgress'"
                                + " AND WorkerID + 0 = :heldBy"
                                + " AND Fence = CASE ProcessID " + Numbered.whens("id", "fence", padded.size())
                                + " END");
    }

    /** The claims in parts that {@link #bind} takes. */
    static List<List<Claim>> parts(Collection<Claim> claims) {
        List<Claim> all = List.copyOf(claims);
        List<List<Claim>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            parts.add(all.subList(from, Math.min(all.size(), from + MOST)));
        }
        return parts;
    }
}
