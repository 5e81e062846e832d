package estiva.registry;

import estiva.control.Configured;
import estiva.control.client.Clients;
import estiva.control.database.ControlDatabase;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinitions;
import estiva.control.inbox.InboxFiles;
import estiva.control.inbox.InboxRetention;
import estiva.registry.inbox.Inbox;
import estiva.registry.inbox.InboxConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A client's folder in an inbox, and what was registered of it. */
abstract class InboxFolder extends RegistryTest {
    @TempDir
    Path root;

    @Inject
    InboxFiles inboxFiles;

    @Inject
    InboxRetention retention;

    @Inject
    Clients clients;

    @Inject
    ControlDatabase database;

    @Inject
    ImportDefinitions definitions;

    String client;
    Path folder;
    Inbox inbox;

    Inbox inbox(InboxFiles files, String... settings) {
        List<String> all = new ArrayList<>(List.of("estiva.inbox.quiet", "0s"));
        all.addAll(List.of(settings));
        InboxConfig config = Configured.of(InboxConfig.class, all.toArray(String[]::new));
        return new Inbox(
                files,
                retention,
                definitions,
                new FileRoot(root, Optional.empty()),
                clients,
                config,
                new SimpleMeterRegistry());
    }

    @BeforeEach
    void aClientsFolder() throws IOException {
        client = name("inbox-client");
        putImport(client, "{\"target\":\"dbo.Cities\"}");
        folder = Files.createDirectories(root.resolve("inbox").resolve(client).resolve("2026"));
        inbox = inbox(inboxFiles);
    }

    List<Long> registered() {
        return registeredOf(client);
    }

    List<Long> registeredOf(String processName) {
        return get("/processes?processName=" + processName).extract().jsonPath().getList("items.processId", Long.class);
    }
}
