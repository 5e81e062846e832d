package estiva.control.process;

/**
 * The right to run one process: every guarded statement of its holder demands all of it.
 *
 * @param fence the process's fence as the claim made it; a later claim has a greater one
 */
public record Claim(long processId, String processName, long workerId, long fence) {}
