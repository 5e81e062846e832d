package estiva.worker;

import estiva.control.client.Clients;
import estiva.control.files.FileRoot;
import estiva.control.files.SourceFile;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.UnusableDefinition;
import estiva.control.inspect.Inspection;
import estiva.control.inspect.InspectionRequest;
import estiva.control.inspect.Inspections;
import estiva.worker.guess.Guesser;
import estiva.worker.load.LoadRequest;
import estiva.worker.load.Previewer;
import estiva.worker.read.MemoryFull;
import estiva.worker.read.MemoryShare;
import estiva.worker.read.ReadMemory;
import estiva.worker.read.ReadingStopped;
import estiva.worker.read.Stop;
import estiva.worker.read.UnreadableFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Answers questions about files: one at a time, beside the loads and never in their way. */
@Singleton
public class Inspector {
    private static final Logger LOG = Logger.getLogger(Inspector.class);
    /** The registry waits a little longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Inspections inspections;
    private final ImportDefinitions definitions;
    private final Previewer previewer;
    private final Guesser guesser;
    private final FileRoot root;
    private final Clients clients;
    private final ReadMemory memory;
    private final AtomicBoolean busy = new AtomicBoolean();

    public Inspector(
            Inspections inspections,
            ImportDefinitions definitions,
            Previewer previewer,
            Guesser guesser,
            FileRoot root,
            Clients clients,
            ReadMemory memory) {
        this.inspections = inspections;
        this.definitions = definitions;
        this.previewer = previewer;
        this.guesser = guesser;
        this.root = root;
        this.clients = clients;
        this.memory = memory;
    }

    /** Takes the question unless another one is being answered here; returns at once. */
    void offer(long inspectionId, long workerId) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        inspections.take(inspectionId, workerId).ifPresent(taken -> answer(taken, PATIENCE));
                    } catch (RuntimeException | Error e) {
                        LOG.warnf("Inspection %d was not answered: %s", inspectionId, e);
                    } finally {
                        busy.set(false);
                    }
                },
                "estiva-inspect");
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (Error e) {
            busy.set(false);
            throw e;
        }
    }

    /** By its name alone: a preview is often wanted because a file took another import than people had in mind. */
    private Optional<String> takenBy(InspectionRequest request) {
        String client = request.client();
        try {
            return client == null
                    ? Optional.empty()
                    : definitions.resolve(client, request.fileName(), null).map(ImportDefinition::importName);
        } catch (UnusableDefinition e) {
            return Optional.empty();
        }
    }

    /** @param patience after which the file is read no longer, whatever has been found in it */
    void answer(Inspection taken, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Stop stop = () -> System.nanoTime() - deadline > 0;
        InspectionRequest request = Inspections.request(taken);
        try (MemoryShare share = memory.open()) {
            SourceFile file =
                    root.find(root.relative(request.directory(), request.fileName()), root.folder(folder(request)));
            Object answer = switch (taken.kindOfQuestion()) {
                case Preview ->
                    previewer
                            .preview(load(file, request, share), request.rows(), stop)
                            .takenBy(takenBy(request));
                case Guess -> guesser.guess(file, request, share, stop);
            };
            inspections.answer(taken, answer);
        } catch (ReadingStopped e) {
            inspections.refuse(
                    taken,
                    request.fileName() + ": is not understood within the " + patience.toSeconds()
                            + " seconds that an answer may take; does it begin with very much that is skipped, such as"
                            + " comments or empty lines?");
        } catch (NoSuchFileException e) {
            inspections.refuse(taken, e.getMessage() + ": there is no such file below the file root");
        } catch (FileRoot.Refused e) {
            inspections.refuse(taken, e.getMessage());
        } catch (UnreadableFile | IOException | SQLException e) {
            inspections.refuse(taken, request.fileName() + ": " + e.getMessage());
        } catch (MemoryFull e) {
            String reason = e.isForEver()
                    ? e.getMessage()
                    : "the worker's memory is taken by the files that it loads; ask again later";
            inspections.refuse(taken, request.fileName() + ": " + reason);
        } catch (RuntimeException | Error e) {
            LOG.errorf(e, "Inspection %d failed unexpectedly", taken.inspectionId());
            inspections.refuse(taken, request.fileName() + ": " + e);
        }
    }

    private String folder(InspectionRequest request) {
        return request.client() == null ? null : clients.folder(request.client());
    }

    private static LoadRequest load(SourceFile file, InspectionRequest request, MemoryShare share) {
        return new LoadRequest(
                file,
                request.fileName(),
                Optional.ofNullable(request.processName()).orElse(""),
                request.parameter1(),
                request.parameter2(),
                request.definition(),
                share);
    }
}
