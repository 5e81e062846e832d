package estiva.registry.inbox;

import estiva.control.client.Clients;
import estiva.control.files.FileRoot;
import estiva.control.imports.ClientImports;
import estiva.control.imports.ImportDefinition;
import estiva.control.imports.ImportDefinitions;
import estiva.control.imports.UnusableDefinition;
import estiva.control.inbox.InboxFiles;
import estiva.control.inbox.InboxFiles.InboxFile;
import estiva.control.inbox.InboxRetention;
import estiva.control.process.NewProcess;
import estiva.control.process.NewProcess.NewFile;
import estiva.control.text.VisibleText;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Registers files by themselves once they have arrived: {@code <root>/<inbox>/<client>/...}, each as a process of its
 * client. Sizes and times are compared between this registry's own looks: the file server's clock may be wrong.
 */
@Singleton
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final Duration BETWEEN_COMPARISONS = Duration.ofHours(6);
    private static final int LONGEST_CLIENT = 255;
    private static final int LONGEST_NAME = 400;
    private static final int LONGEST_FOLDER = 1000;

    private final InboxFiles inboxFiles;
    private final InboxRetention retention;
    private final ImportDefinitions definitions;
    private final FileRoot root;
    private final Clients clients;
    private final InboxConfig config;
    private final Counter registrations;
    /** When each file that is not registered was first seen as it is now. */
    private Map<InboxFile, Long> waiting = new HashMap<>();

    private Set<InboxFile> registered = new HashSet<>();
    private Set<String> complaints = new HashSet<>();
    private Set<String> stillComplained = new HashSet<>();
    private long nextComparison = System.nanoTime();

    public Inbox(
            InboxFiles inboxFiles,
            InboxRetention retention,
            ImportDefinitions definitions,
            FileRoot root,
            Clients clients,
            InboxConfig config,
            MeterRegistry metrics) {
        this.inboxFiles = inboxFiles;
        this.retention = retention;
        this.definitions = definitions;
        this.root = root;
        this.clients = clients;
        this.config = config;
        this.registrations = metrics.counter("estiva.inbox.registered");
        metrics.gauge("estiva.inbox.waiting", this, inbox -> inbox.waiting.size());
    }

    /** Where a file in the inbox belongs. */
    private record Place(String client, String directory, String fileName) {}

    /** One look. @return the delay to the next one */
    public Duration poll() {
        try {
            InboxLook seen = InboxLook.at(root, config);
            register(seen);
            forgetGone(seen);
        } catch (NotDirectoryException e) {
            complain(config.folder(), "the inbox is no folder below the file root; it is waited for");
        } catch (AccessDeniedException e) {
            complain(config.folder(), "the inbox may not be looked at: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        complaints = stillComplained;
        stillComplained = new HashSet<>();
        return config.interval();
    }

    /** Now and then, with the next look that tells of all; where files are moved away at once that is when one arrives. */
    private void forgetGone(InboxLook seen) {
        if (seen.files().isEmpty() || System.nanoTime() - nextComparison < 0) {
            return;
        }
        String folder = Path.of(config.folder()).normalize().toString().replace('\\', '/');
        int forgotten = retention.compare(seen.files(), folder, seen.isWhole(), config.forgetAfterDays());
        nextComparison = System.nanoTime() + BETWEEN_COMPARISONS.toNanos();
        if (forgotten > 0) {
            LOG.infof("Inbox: %d files forgotten that have been gone for %d days", forgotten, config.forgetAfterDays());
        }
    }

    private void register(InboxLook seen) {
        seen.unreadable().forEach((path, why) -> complain(path, "cannot be looked at: " + why));
        long now = System.nanoTime();
        Map<InboxFile, Long> stillWaiting = new HashMap<>();
        Set<InboxFile> stillRegistered = new HashSet<>();
        for (InboxFile file : seen.files()) {
            if (registered.contains(file)) {
                stillRegistered.add(file);
            } else {
                stillWaiting.put(file, waiting.getOrDefault(file, now));
            }
        }
        List<InboxFile> arrived = stillWaiting.keySet().stream()
                .filter(file -> hasArrived(file, seen.markers(), now - stillWaiting.get(file)))
                .sorted(Comparator.comparing(InboxFile::modifiedAt).thenComparing(InboxFile::path))
                .toList();
        registered = stillRegistered;
        waiting = stillWaiting;
        Set<InboxFile> before = inboxFiles.registered(arrived);
        Map<String, ClientImports> imports = new HashMap<>();
        for (InboxFile file : arrived) {
            if (before.contains(file) || register(file, imports)) {
                waiting.remove(file);
                registered.add(file);
            }
        }
    }

    private boolean hasArrived(InboxFile file, Set<String> markers, long quietNanos) {
        return markers.contains(file.path())
                || !config.markerRequired()
                        && waitedFor(file)
                        && quietNanos >= config.quiet().toNanos();
    }

    /** Whether an earlier look saw it as it is now. */
    private boolean waitedFor(InboxFile file) {
        return waiting.containsKey(file);
    }

    /**
     * @param imports of the clients whose files this look has seen
     * @return whether the file needs no further look
     */
    private boolean register(InboxFile file, Map<String, ClientImports> imports) {
        Optional<Place> place = place(file);
        if (place.isEmpty()) {
            return false;
        }
        Place at = place.get();
        Optional<ImportDefinition> definition;
        try {
            definition =
                    imports.computeIfAbsent(at.client(), definitions::forClient).resolve(at.fileName(), null);
        } catch (UnusableDefinition e) {
            complain(file.path(), e.getMessage());
            return false;
        }
        if (definition.isEmpty()) {
            complain(file.path(), "no import definition of " + at.client() + " fits it; it waits for one");
            return false;
        }
        try {
            root.check(file.path(), root.folder(clients.folder(at.client())));
        } catch (FileRoot.Refused refused) {
            complain(file.path(), refused.getMessage());
            return false;
        }
        NewFile newFile = new NewFile(
                at.fileName(),
                at.directory(),
                definition.get().importName(),
                definition.get().version(),
                null,
                null);
        OptionalLong processId = inboxFiles.register(
                file, new NewProcess(at.client(), null, null, 0, null, null, "Inbox", List.of(newFile)));
        processId.ifPresent(id -> {
            registrations.increment();
            LOG.infof("Registered from the inbox, processId=%d, client=%s, file=%s", id, at.client(), file.path());
        });
        return true;
    }

    private Optional<Place> place(InboxFile file) {
        String[] path = file.path().split("/");
        int depth = Path.of(config.folder()).normalize().getNameCount();
        if (path.length < depth + 2) {
            complain(file.path(), "lies in no client's folder");
            return Optional.empty();
        }
        String client = path[depth];
        String directory = file.path().substring(0, file.path().lastIndexOf('/'));
        String fileName = path[path.length - 1];
        String fault = VisibleText.fault(file.path());
        if (fault != null) {
            complain(file.path(), "cannot be registered: its path " + fault);
            return Optional.empty();
        }
        boolean isUsable = client.strip().equals(client)
                && client.length() <= LONGEST_CLIENT
                && fileName.length() <= LONGEST_NAME
                && directory.length() <= LONGEST_FOLDER;
        if (!isUsable || !isMeant(directory, fileName, file.path())) {
            complain(file.path(), "has a name that cannot be registered");
            return Optional.empty();
        }
        return Optional.of(new Place(client, directory, fileName));
    }

    /** A backslash in a name, or a legacy prefix, would lead elsewhere. */
    private boolean isMeant(String directory, String fileName, String path) {
        try {
            return root.relative(directory, fileName).equals(path);
        } catch (FileRoot.Refused refused) {
            return false;
        }
    }

    /** Once, as long as it lasts. */
    private void complain(String path, String what) {
        stillComplained.add(path);
        if (!complaints.contains(path)) {
            LOG.warnf("Inbox: %s: %s", path, what);
        }
    }
}
