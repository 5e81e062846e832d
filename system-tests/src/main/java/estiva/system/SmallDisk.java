package estiva.system;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system of a few megabytes in memory, so that a full disk harms nobody else; it takes root to mount it. */
final class SmallDisk implements AutoCloseable {

    private static final int BLOCK = 65_536;

    private final Path folder;
    private final Thread atExit = new Thread(this::unmount, "unmount");

    private SmallDisk(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Outside of the project, where a mount left behind would be in the way of the next build. */
    static Optional<SmallDisk> mount(int megabytes) throws IOException {
        Path folder = Files.createTempDirectory("estiva-chaos-");
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())) {
            return Optional.of(new SmallDisk(folder));
        }
        Files.delete(folder);
        return Optional.empty();
    }

    Path folder() {
        return folder;
    }

    /** Leaves not one byte free. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            byte[] block = new byte[BLOCK];
            for (long free = folder.toFile().getUsableSpace(); free > 0; free -= BLOCK) {
                out.write(block);
            }
            out.write(block);
        } catch (IOException e) {
            // No space left on device: that is the point.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        unmount();
    }

    private void unmount() {
        run("umount", "-l", folder.toString());
        folder.toFile().delete();
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
