package estiva.control.process;

import estiva.control.database.ControlDatabase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Processes that are given back because a database is not there or not able. That is no failure of theirs, and spends no attempt,
 * however long it lasts. But a load may itself be what fills the log or breaks the connection, again and again: the process that
 * ends so many times in a row, while others are loaded into the same database, spends attempts from then on.
 */
@Singleton
public class DatabaseWaits {
    /** How often in a row a process may end so before it is called odd: 4 minutes at least. */
    public static final int OFTEN = 10;

    private final ControlDatabase database;
    private final Claims claims;

    public DatabaseWaits(ControlDatabase database, Claims claims) {
        this.database = database;
        this.claims = claims;
    }

    /**
     * What became of the process.
     *
     * @param times in a row that it ended so; a file or a part of one that is loaded sets it back, and so does another failure
     * @param timesAlone of these, with other files loaded into the same database meanwhile
     */
    public record Waiting(Status status, int times, int timesAlone) {}

    /**
     * Gives the process back to wait until the database is able again.
     *
     * @param isSameDatabase whether a table, as the ledger has it, is in the database that was not able
     * @return empty: the claim is lost
     */
    public Optional<Waiting> await(Claim claim, Duration delay, String why, Predicate<String> isSameDatabase) {
        Counts before = counts(claim);
        boolean isAlone = loadedMeanwhile(claim).stream().anyMatch(isSameDatabase);
        Waiting now = new Waiting(null, before.times() + 1, before.timesAlone() + (isAlone ? 1 : 0));
        // The counts are this claim's: the guarded UPDATE finds no row if they became another's meanwhile.
        boolean spends = isAlone && now.timesAlone() > OFTEN;
        Endings.GiveBack reason = new Endings.GiveBack(spends, claims.due(delay), Endings.UNAVAILABLE, why, isAlone);
        return claims.giveBack(claim, reason, LogLines.WARNING, why)
                .map(status -> new Waiting(status, now.times(), now.timesAlone()));
    }

    /** So far. */
    public record Counts(int times, int timesAlone) {}

    private Counts counts(Claim claim) {
        return database.read(handle -> handle.createQuery("""
                        SELECT COALESCE(TimesUnavailable, 0) AS Times, COALESCE(TimesUnavailableAlone, 0) AS TimesAlone
                          FROM FileControl WHERE ProcessID = :processId""")
                .bindMethods(claim)
                .map(ConstructorMapper.of(Counts.class))
                .findOne()
                .orElse(new Counts(0, 0)));
    }

    /**
     * The targets of other processes' files that were loaded since this try began, or since shortly before: it may have ended at
     * once. Walks IX_LoadedFile_Time from its end, and no further than a thousand: what somebody loads at this moment is passed by.
     */
    private List<String> loadedMeanwhile(Claim claim) {
        return database.look(handle ->
                handle.createQuery("""
                        SELECT DISTINCT r.TargetTable
                          FROM (SELECT TOP 1000 l.TargetTable
                                  FROM LoadedFile l <skipLocked>
                                 WHERE l.LoadedAt >= (SELECT DATEADD(SECOND, -30, p.StartTime)
                                                        FROM FileControl p <dirty> WHERE p.ProcessID = :processId)
                                   AND l.ProcessID <> :processId
                                 ORDER BY l.LoadedAt DESC) r""").bindMethods(claim).mapTo(String.class).list());
    }
}
