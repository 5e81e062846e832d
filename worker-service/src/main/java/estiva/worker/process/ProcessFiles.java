package estiva.worker.process;

import estiva.control.imports.ImportDefinition;
import estiva.control.loop.NamedThreads;
import estiva.control.process.ClaimedFile;
import estiva.control.process.StoppedFiles;
import estiva.control.process.StoppedFiles.FailedFile;
import estiva.worker.claim.Run;
import estiva.worker.config.WorkerConfig;
import estiva.worker.file.FileOutcome;
import estiva.worker.file.FileOutcome.Ended;
import estiva.worker.file.FileRun;
import estiva.worker.file.FileTasks;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Loads the files of a process in their order, or several at once where their import says so: on the thread of the
 * process's slot, and on as many more as the import wants and the worker has left.
 */
@Singleton
public class ProcessFiles {
    private final FileTasks tasks;
    private final FileRun fileRun;
    private final StoppedFiles stopped;
    private final Semaphore helpers;
    /** Made when they are wanted; idle ones end by themselves. */
    private final ExecutorService threads = Executors.newCachedThreadPool(new NamedThreads("estiva-parallel-file"));

    public ProcessFiles(FileTasks tasks, FileRun fileRun, StoppedFiles stopped, WorkerConfig config) {
        this.tasks = tasks;
        this.fileRun = fileRun;
        this.stopped = stopped;
        helpers = new Semaphore(config.parallelFiles());
    }

    /** A file that has not ended, so that its process cannot, and why. */
    record Unended(ClaimedFile file, FileOutcome outcome) {}

    /**
     * Returns when no thread loads anything of the run any more.
     *
     * @return the first file that has not ended: no other was begun after it; empty: all have ended
     */
    Optional<Unended> load(Run run) {
        List<ClaimedFile> left = run.files();
        // In a process that is run again a file may have failed before, by another worker.
        boolean mayHaveFailed = run.claim().fence() > 1;
        while (!left.isEmpty()) {
            Optional<FailedFile> failed = mayHaveFailed ? stoppedBy(run, left.get(0)) : Optional.empty();
            if (failed.isPresent()) {
                return stopped.end(run.claim(), failed.get().fileId())
                        ? Optional.empty()
                        : Optional.of(new Unended(left.get(0), FileOutcome.LOST));
            }
            Group group = next(run, left);
            Optional<Unended> unended = group.load();
            if (unended.isPresent()) {
                return unended;
            }
            mayHaveFailed |= group.hasFailed;
            left = left.subList(group.begun.get(), left.size());
        }
        return Optional.empty();
    }

    /** The first file before it that has failed for good, and by whose import the later ones wait. */
    private Optional<FailedFile> stoppedBy(Run run, ClaimedFile next) {
        return stopped.failedBefore(run.claim().processId(), next.fileId()).stream()
                .filter(failed -> tasks.stops(failed.importName(), failed.importVersion()))
                .min(Comparator.comparingLong(FailedFile::fileId));
    }

    /** The next file, and those after it of the same import that may be loaded beside it. */
    private Group next(Run run, List<ClaimedFile> left) {
        Optional<ImportDefinition> first = left.size() == 1 ? Optional.empty() : tasks.definition(run, left.get(0));
        int atOnce = first.map(it -> it.definition().parallelFilesOrDefault()).orElse(1);
        int size = 1;
        while (atOnce > 1 && size < left.size() && isSame(first, tasks.definition(run, left.get(size)))) {
            size++;
        }
        return new Group(run, left.subList(0, size), atOnce);
    }

    private static boolean isSame(Optional<ImportDefinition> one, Optional<ImportDefinition> other) {
        return other.isPresent()
                && one.orElseThrow().importName().equals(other.get().importName())
                && one.orElseThrow().version() == other.get().version();
    }

    /** Files of which several may be loaded at once, in no certain order. */
    private final class Group {
        private final Run run;
        private final AtomicInteger begun = new AtomicInteger();
        private final int atOnce;
        private final Queue<ClaimedFile> waiting;
        private final AtomicReference<Unended> unended = new AtomicReference<>();
        private final List<CompletableFuture<Void>> parts = new ArrayList<>();
        private volatile boolean hasFailed;

        private Group(Run run, List<ClaimedFile> files, int atOnce) {
            this.run = run;
            this.atOnce = atOnce;
            waiting = new ConcurrentLinkedQueue<>(files);
        }

        private Optional<Unended> load() {
            CompletableFuture<Void> own = CompletableFuture.runAsync(this::lead, Runnable::run);
            parts.add(own);
            try {
                CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
            return Optional.ofNullable(unended.get());
        }

        private void lead() {
            while (!waiting.isEmpty()) {
                // Before each file: another process may have left some meanwhile. Who finds nothing left to do ends.
                while (parts.size() < atOnce - 1 && waiting.size() > 1 && helpers.tryAcquire()) {
                    parts.add(CompletableFuture.runAsync(this::help, threads));
                }
                loadNext();
            }
        }

        private void help() {
            try {
                while (!waiting.isEmpty()) {
                    loadNext();
                }
            } finally {
                helpers.release();
            }
        }

        private void loadNext() {
            ClaimedFile file = waiting.poll();
            if (file == null) {
                return;
            }
            begun.incrementAndGet();
            FileOutcome outcome = FileOutcome.STOPPED;
            try {
                outcome = run.shouldStop() ? FileOutcome.STOPPED : fileRun.load(run, file);
            } finally {
                if (!(outcome instanceof Ended ended)) {
                    waiting.clear();
                    unended.compareAndSet(null, new Unended(file, outcome));
                } else if (ended.isFailed()) {
                    hasFailed = true;
                    if (isStopping(file)) {
                        waiting.clear();
                    }
                }
            }
        }

        private boolean isStopping(ClaimedFile file) {
            return tasks.definition(run, file)
                    .map(it -> it.definition().stopsAfterFailure())
                    .orElse(false);
        }
    }
}
