package estiva.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The moment to strike: a worker has read a good part of the file, and not all. */
final class MidLoad {

    private MidLoad() {}

    /** @return the worker that is loading the file */
    static ServiceProcess await(TestCluster cluster, long processId, Path file) throws IOException {
        long enough = Files.size(file) / 4;
        return Await.value(
                "a worker is in the middle of " + file.getFileName(),
                Duration.ofSeconds(30),
                () -> loading(cluster, processId).filter(worker -> hasRead(worker, file, enough)));
    }

    private static Optional<ServiceProcess> loading(TestCluster cluster, long processId) throws SQLException {
        return cluster.tables().files(processId).stream()
                .filter(row -> row.status().equals("InProgress"))
                .findFirst()
                .flatMap(row -> worker(cluster, processId));
    }

    private static Optional<ServiceProcess> worker(TestCluster cluster, long processId) {
        try {
            return Optional.of(
                    cluster.cluster().worker(cluster.tables().process(processId).workerAssigned()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasRead(ServiceProcess worker, Path file, long enough) {
        try {
            OptionalLong position = worker.readPosition(file);
            boolean canTell = Files.isDirectory(Path.of("/proc/self/fdinfo"));
            return canTell ? position.orElse(0) >= enough : true;
        } catch (IOException e) {
            return false; // the descriptor was closed while we looked
        }
    }
}
