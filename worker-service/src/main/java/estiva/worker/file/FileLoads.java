package estiva.worker.file;

import estiva.control.database.DatabaseErrors;
import estiva.control.load.StagingTables.StagingRefused;
import estiva.worker.config.WorkerConfig;
import estiva.worker.file.LoadOutcome.InTheWay;
import estiva.worker.file.LoadOutcome.Interrupted;
import estiva.worker.file.LoadOutcome.KeptWaiting;
import estiva.worker.file.LoadOutcome.NotStaged;
import estiva.worker.file.LoadOutcome.Outdated;
import estiva.worker.file.LoadOutcome.Redirected;
import estiva.worker.file.LoadOutcome.Refused;
import estiva.worker.file.LoadOutcome.Stopped;
import estiva.worker.file.LoadOutcome.Unavailable;
import estiva.worker.file.LoadOutcome.Unexpected;
import estiva.worker.file.StagedSteps.Contended;
import estiva.worker.load.FileLoader;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadStopped;
import estiva.worker.load.StagingImpossible;
import estiva.worker.load.StagingNeeded;
import estiva.worker.load.TargetOutdated;
import estiva.worker.load.Wording;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.ReadingStopped;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tries to load a file, the way that fits it, until it is known what becomes of it. */
@Singleton
public class FileLoads {
    private static final Logger LOG = Logger.getLogger(FileLoads.class);
    private static final int TRIES_IN_CONFLICT = 3;

    private final FileLoader loader;
    private final DirectLoad direct;
    private final StagedLoad staged;
    private final ChunkedLoad chunked;
    private final LoadedBefore loadedBefore;
    private final WorkerConfig config;
    private final EarlierLoads earlier;

    public FileLoads(
            FileLoader loader,
            DirectLoad direct,
            StagedLoad staged,
            ChunkedLoad chunked,
            LoadedBefore loadedBefore,
            WorkerConfig config) {
        this.loader = loader;
        this.direct = direct;
        this.staged = staged;
        this.chunked = chunked;
        this.loadedBefore = loadedBefore;
        this.config = config;
        earlier = new EarlierLoads(loadedBefore, loader);
    }

    /**
     * @throws MemoryFull if the file is to wait for memory: nothing of it has been published
     * @throws IOException if it cannot be opened
     */
    LoadOutcome load(FileTask task) throws IOException {
        Optional<LoadOutcome> inTheWay = beforehand(task, earlier::inTheWayOf);
        if (inTheWay.isPresent()) {
            return inTheWay.get();
        }
        LoadWay way = way(task);
        Refused refused = null;
        NotStaged directOnly = null;
        for (int tries = 1; ; tries++) {
            LoadOutcome outcome = attempt(way, task);
            if (directOnly == null
                    && way == direct
                    && outcome instanceof Refused refusal
                    && mayTellMore(task, refusal.failure())) {
                refused = refusal;
                way = staged;
            } else if (way == direct && outcome instanceof Redirected) {
                if (directOnly != null) {
                    return directOnly;
                }
                way = staged;
            } else if (refused == null
                    && directOnly == null
                    && outcome instanceof NotStaged not
                    && not.isWorthDirect()
                    && way == staged
                    && !task.spec().needsStaging()) {
                directOnly = not;
                way = direct;
            } else if (refused != null && outcome instanceof NotStaged) {
                return refused;
            } else if (!isWorthAnother(task, outcome, tries)) {
                return outcome;
            }
        }
    }

    /** What was asked to be discarded of a file that is not there any more. @return empty: it is, or nothing was asked */
    Optional<LoadOutcome> discardOf(FileTask task) {
        return beforehand(task, earlier::discardOf);
    }

    private interface Beforehand {
        Optional<LoadOutcome> of(FileTask task) throws LoadFailure, SQLException;
    }

    private Optional<LoadOutcome> beforehand(FileTask task, Beforehand look) {
        try {
            return look.of(task);
        } catch (LoadFailure e) {
            return Optional.of(new InTheWay(e));
        } catch (SQLException e) {
            return Optional.of(ofTheDatabase(task, e));
        }
    }

    private LoadWay way(FileTask task) throws IOException {
        if (task.spec().commitsByRows()) {
            return chunked;
        }
        if (task.spec().skipsTriggers()) {
            return direct;
        }
        boolean isStaged = task.spec().needsStaging() || loader.hasAtLeast(task.request(), config.stagingRows());
        return isStaged ? staged : direct;
    }

    /** Which row the table refuses, and whether it is the only one, is seen in a staging table, from which triggers fire. */
    private boolean mayTellMore(FileTask task, LoadFailure failure) {
        return failure.isOfTheTable()
                && !task.spec().skipsTriggers()
                && loadedBefore.hash(task).isEmpty();
    }

    private static boolean isWorthAnother(FileTask task, LoadOutcome outcome, int tries) {
        if (outcome instanceof Outdated outdated) {
            LOG.debugf("File %d is loaded again: %s", task.file().fileId(), outdated.why());
            return true;
        }
        return outcome instanceof KeptWaiting kept
                && kept.isWorthAnother()
                && tries < TRIES_IN_CONFLICT
                && !task.run().shouldStop();
    }

    /** Whatever ends a try becomes one outcome, here and nowhere else. */
    private LoadOutcome attempt(LoadWay way, FileTask task) throws IOException {
        try {
            return way.load(task);
        } catch (LoadFailure e) {
            return e.mayPass() ? new Interrupted(e.getMessage()) : new Refused(e);
        } catch (LoadStopped | ReadingStopped e) {
            return new Stopped();
        } catch (StagingNeeded e) {
            return new Redirected(e.getMessage());
        } catch (TargetOutdated e) {
            return new Outdated(e.getMessage());
        } catch (StagingImpossible e) {
            return new NotStaged(e.getMessage(), true);
        } catch (Contended e) {
            return new KeptWaiting(Wording.discreet(task.spec(), e), false);
        } catch (MemoryFull e) {
            if (e.isForEver()) {
                return new Refused(loader.failure(task.request(), e));
            }
            throw e;
        } catch (SQLException | RuntimeException e) {
            return ofTheDatabase(task, e);
        }
    }

    private LoadOutcome ofTheDatabase(FileTask task, Exception error) {
        Exception told = Wording.discreet(task.spec(), error);
        String why = task.file().fileName() + " was interrupted: " + told.getMessage();
        return switch (DatabaseErrors.kind(error)) {
            case CONFLICT -> new KeptWaiting(told, true);
            case UNAVAILABLE ->
                new Unavailable(why, loader.targetName(task.request()).orElse(null));
            case INTERRUPTED -> new Interrupted(why);
            case PERMANENT ->
                error instanceof StagingRefused
                        ? new NotStaged(
                                "let the worker's login create tables in its schema: " + told.getMessage(), false)
                        : new Unexpected(told);
        };
    }
}
