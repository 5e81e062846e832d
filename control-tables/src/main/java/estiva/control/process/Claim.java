package estiva.control.process;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The right to run one process: every guarded statement of its holder demands all of it.
 *
 * @param fence the process's fence as the claim made it; a later claim has a greater one
 */
public record Claim(long processId, String processName, long workerId, long fence) {

    /** One guard for several claims, each by its key, owner and fence: numbers only, so written into the text. */
    static String guards(Collection<Claim> claims) {
        return claims.stream()
                .map(claim -> "(ProcessID = " + claim.processId + " AND WorkerID = " + claim.workerId + " AND Fence = "
                        + claim.fence + ")")
                .collect(Collectors.joining(" OR "));
    }
}
