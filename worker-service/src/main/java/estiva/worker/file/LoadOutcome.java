package estiva.worker.file;

import estiva.control.load.LoadTransaction.Publication;
import estiva.worker.load.LoadFailure;
import estiva.worker.load.LoadResult;

/** What one try of a file's load came to. Unless it is {@link Published}, nothing of the try stays. */
sealed interface LoadOutcome {

    /** Writes what becomes of the file, as far as the try has not written it. */
    FileOutcome end(FileTask task, FileEndings endings);

    static LoadOutcome of(Publication publication, LoadResult result) {
        return switch (publication) {
            case PUBLISHED -> new Published(result);
            case CLAIM_LOST -> new ClaimLost();
            case REPEATED -> new Repeated(result);
        };
    }

    /** Rows, ledger entry and Completed are committed. */
    record Published(LoadResult result) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return endings.published(task, result);
        }
    }

    /** The ledger has the same content already. */
    record Repeated(LoadResult result) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return endings.repeated(task, result);
        }
    }

    /** The claim is no longer this worker's. */
    record ClaimLost() implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return FileOutcome.LOST;
        }
    }

    /** The process was cancelled, its claim is lost, or the worker stops. */
    record Stopped() implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return FileOutcome.stopped(task.run());
        }
    }

    /** The file, or the table, is such that the load fails however often it is tried. */
    record Refused(LoadFailure failure) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return endings.failed(task, failure);
        }
    }

    /** Newer data of its client are in its place already. */
    record Overtaken(String by) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return endings.overtaken(task, by);
        }
    }

    /** Rows that earlier loads have committed are in its way. */
    record InTheWay(LoadFailure failure) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return endings.inTheWay(task, failure);
        }
    }

    /**
     * No staging table can be made for it.
     *
     * @param isWorthDirect whether a load without one is what is left to be tried
     */
    record NotStaged(String why, boolean isWorthDirect) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return endings.notStaged(task, why);
        }
    }

    /** It is to go through a staging table. */
    record Redirected(String why) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return new FileOutcome.Retry(task.file().fileName() + ": " + why, false);
        }
    }

    /** What was known of the table is not so any more. */
    record Outdated(String why) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return new FileOutcome.Retry(task.file().fileName() + ": " + why, false);
        }
    }

    /**
     * Another session holds what the load needs.
     *
     * @param isWorthAnother whether another try at once may go better
     */
    record KeptWaiting(Exception error, boolean isWorthAnother) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return new FileOutcome.Retry(
                    task.file().fileName() + " is kept waiting by another session: " + error.getMessage(), true);
        }
    }

    /**
     * The database is not there or not able: no fault of the file.
     *
     * @param target as the ledger has it; null: not found yet
     */
    record Unavailable(String why, String target) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return new FileOutcome.Unavailable(why, target);
        }
    }

    /** The load took too long or too much of the server, or the place where the file lies did not answer. */
    record Interrupted(String why) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return new FileOutcome.Retry(why, false);
        }
    }

    /** An error that nothing here knows. */
    record Unexpected(Exception error) implements LoadOutcome {
        @Override
        public FileOutcome end(FileTask task, FileEndings endings) {
            return endings.unexpected(task, error);
        }
    }
}
