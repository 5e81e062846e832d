package estiva.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process started from here, its output in a log file, and the faults that can be done to it. Whatever way this JVM
 * exits, short of kill -9, its child processes end first.
 */
public class ChildProcess implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(15);
    // Short: an H2 file that this JVM holds open closes as it exits, and who still wants it would wait in vain.
    private static final Duration GRACE_AT_EXIT = Duration.ofSeconds(3);
    private static final Set<ChildProcess> ALIVE = ConcurrentHashMap.newKeySet();
    private static boolean exiting;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::endAll, "end child processes"));
    }

    private final String name;
    private final Path log;
    private final Process process;

    /**
     * @param environment added to this process's own, of which everything that configures Estiva or Quarkus is dropped
     */
    protected ChildProcess(String name, List<String> command, Map<String, String> environment, Path folder, Path log) {
        this.name = name;
        this.log = log;
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("QUARKUS_") || key.startsWith("ESTIVA_"));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.getParent());
            builder.redirectOutput(log.toFile());
            this.process = start(builder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    private Process start(ProcessBuilder builder) throws IOException {
        // Under the lock of endAll: a process started after the shutdown hook looked would stay behind.
        synchronized (ALIVE) {
            if (exiting) {
                throw new IOException("this JVM is exiting");
            }
            Process started = builder.start();
            ALIVE.add(this);
            return started;
        }
    }

    protected static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** What the process has written so far. */
    public String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the process to end, as Kubernetes does. */
    public void terminate() {
        process.destroy();
    }

    /** Ends the process at once, as a lost node does. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(GRACE);
    }

    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** @return the exit code; 143 after SIGTERM, 137 after SIGKILL */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " did not end within " + limit.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        ALIVE.remove(this);
        return process.exitValue();
    }

    /** How far into the file the process has read, where the system tells (Linux) and the process has it open. */
    public OptionalLong readPosition(Path file) throws IOException {
        Path descriptors = Path.of("/proc/" + pid() + "/fd");
        if (!Files.isDirectory(descriptors)) {
            return OptionalLong.empty();
        }
        Path real = file.toRealPath();
        try (Stream<Path> open = Files.list(descriptors)) {
            for (Path descriptor : (Iterable<Path>) open::iterator) {
                if (Files.isSymbolicLink(descriptor)
                        && Files.readSymbolicLink(descriptor).equals(real)) {
                    Path info = Path.of("/proc/" + pid() + "/fdinfo/" + descriptor.getFileName());
                    String position =
                            Files.readAllLines(info).get(0).replace("pos:", "").strip();
                    return OptionalLong.of(Long.parseLong(position));
                }
            }
        }
        return OptionalLong.empty();
    }

    /** Ends the process: politely first, by force when the grace is over. */
    @Override
    public void close() {
        end(System.nanoTime() + GRACE.toNanos(), this);
    }

    /** @throws ProcessEndedException with the end of the log, if the process is no longer there */
    protected final void requireAlive() {
        if (!isAlive()) {
            String text = log();
            throw new ProcessEndedException(name + " ended with exit code " + process.exitValue() + ", its log " + log
                    + " ends:\n" + text.substring(Math.max(0, text.length() - 3000)));
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD) // it may have ended by itself meanwhile
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Stays here while this JVM exits: Ctrl-C reaches the child processes too, and that they end then is no news.
     */
    static void parkIfExiting() {
        boolean parked;
        synchronized (ALIVE) {
            parked = exiting;
        }
        while (parked) {
            LockSupport.park();
        }
    }

    private static void endAll() {
        synchronized (ALIVE) {
            exiting = true;
        }
        end(System.nanoTime() + GRACE_AT_EXIT.toNanos(), ALIVE.toArray(ChildProcess[]::new));
    }

    /** Ends them side by side, so that the grace is spent once. */
    static void end(long deadline, ChildProcess... children) {
        for (ChildProcess child : children) {
            if (child.isAlive()) {
                child.resume(); // a paused process does not hear SIGTERM
                child.terminate();
            }
        }
        for (ChildProcess child : children) {
            try {
                if (!child.process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    child.process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                child.process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            ALIVE.remove(child);
        }
    }
}
