package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import estiva.control.Configured;
import estiva.control.database.ControlDatabase;
import estiva.control.files.FileRoot;
import estiva.control.imports.ImportDefinitions;
import estiva.control.inbox.InboxFiles;
import estiva.control.inbox.InboxRetention;
import estiva.registry.inbox.Inbox;
import estiva.registry.inbox.InboxConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class InboxTest extends RegistryTest {
    @TempDir
    Path root;

    @Inject
    InboxFiles inboxFiles;

    @Inject
    InboxRetention retention;

    @Inject
    ControlDatabase database;

    @Inject
    ImportDefinitions definitions;

    private String client;
    private Path folder;
    private Inbox inbox;

    @BeforeEach
    void aClientsFolder() throws IOException {
        client = name("inbox-client");
        putImport(client, "{\"target\":\"dbo.Cities\"}");
        folder = Files.createDirectories(root.resolve("inbox").resolve(client).resolve("2026"));
        inbox = inbox(inboxFiles);
    }

    @Test
    void aPatternOfManyStarsIsLookedForAtOnceInALongName() throws Exception {
        Files.writeString(folder.resolve("a".repeat(250)), "x");
        Files.writeString(folder.resolve("A.Part"), "x");
        Files.writeString(folder.resolve(".hidden"), "x");
        inbox = inbox(inboxFiles, "estiva.inbox.ignore", "*a*a*a*a*a*a*b, *.part");

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            inbox.poll();
            inbox.poll();
        });

        assertThat(registered()).hasSize(1);
    }

    @Test
    void aFileIsRegisteredOnceItStandsStill() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "x");

        inbox.poll();
        assertThat(registered()).isEmpty();
        Files.writeString(file, "xyz");
        inbox.poll();
        assertThat(registered()).isEmpty();
        inbox.poll();
        inbox.poll();

        assertThat(registered()).hasSize(1);
        get("/processes/" + registered().get(0))
                .body("processName", equalTo(client))
                .body("registeredBy", equalTo("Inbox"));
        get("/processes/" + registered().get(0) + "/files")
                .body("items[0].fileName", equalTo("a.csv"))
                .body("items[0].directory", equalTo("inbox/" + client + "/2026"))
                .body("items[0].importName", equalTo(client))
                .body("items[0].importVersion", is(1));
    }

    @Test
    void aMarkerSaysAtOnceThatAFileIsComplete() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "x");
        Files.writeString(folder.resolve("b.csv"), "x");
        Files.writeString(folder.resolve("b.csv.ok"), "");

        inbox.poll();

        assertThat(registered()).hasSize(1);
        get("/processes/" + registered().get(0) + "/files").body("items.fileName", equalTo(List.of("b.csv")));
    }

    @Test
    void whereMarkersAreRequiredNothingElseCounts() throws Exception {
        Inbox strict = inbox(inboxFiles, "estiva.inbox.marker-required", "true");
        Files.writeString(folder.resolve("a.csv"), "x");

        strict.poll();
        strict.poll();
        assertThat(registered()).isEmpty();
        Files.writeString(folder.resolve("a.csv.ok"), "");
        strict.poll();

        assertThat(registered()).hasSize(1);
    }

    @Test
    void theSameNameWithOtherContentIsRegisteredAgainAndARestartRegistersNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "x");
        inbox.poll();
        inbox.poll();

        Inbox afterRestart = inbox(inboxFiles);
        afterRestart.poll();
        afterRestart.poll();
        assertThat(registered()).hasSize(1);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
        afterRestart.poll();
        afterRestart.poll();

        assertThat(registered()).hasSize(2);
    }

    @Test
    void severalRegistriesRegisterEachFileOnce() throws Exception {
        for (int i = 0; i < 40; i++) {
            Files.writeString(folder.resolve("f" + i + ".csv"), "x");
        }
        ExecutorService registries = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> looks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Inbox each = inbox(inboxFiles);
                looks.add(() -> {
                    each.poll();
                    each.poll();
                    return null;
                });
            }
            for (Future<Void> look : registries.invokeAll(looks)) {
                look.get();
            }
        } finally {
            registries.shutdownNow();
        }

        assertThat(registered()).hasSize(40);
    }

    @Test
    void temporaryNamesLinksAndFilesOfNoClientAreLeftAlone() throws Exception {
        Path outside = Files.createDirectories(root.resolve("outside"));
        Files.writeString(outside.resolve("secret.csv"), "x");
        Files.createSymbolicLink(folder.resolve("link.csv"), outside.resolve("secret.csv"));
        Files.createSymbolicLink(folder.resolve("folder"), outside);
        for (String name : List.of("a.csv.part", "b.TMP", ".hidden.csv", "c.csv~", "d\\e.csv")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.writeString(Files.createDirectories(folder.resolve("done")).resolve("old.csv"), "x");
        Files.writeString(root.resolve("inbox").resolve("stray.csv"), "x");

        inbox.poll();
        inbox.poll();

        assertThat(registered()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeReadKeepsNoOtherBack() throws Exception {
        Path closed = Files.createDirectories(folder.resolve("aaa"));
        closed.toFile().setReadable(false);
        Files.writeString(folder.resolve("b.csv"), "x");

        inbox.poll();
        inbox.poll();

        assertThat(registered()).hasSize(1);
        closed.toFile().setReadable(true);
    }

    @Test
    void aFileThatNoDefinitionFitsWaitsForOne() throws Exception {
        String unknown = name("inbox-unknown");
        Path waiting = Files.createDirectories(root.resolve("inbox").resolve(unknown));
        Files.writeString(waiting.resolve("a.csv"), "x");
        inbox.poll();
        inbox.poll();
        assertThat(registeredOf(unknown)).isEmpty();

        putImport(unknown, "{\"target\":\"dbo.Cities\"}");
        inbox.poll();

        assertThat(registeredOf(unknown)).hasSize(1);
    }

    @Test
    void anOutageOfTheDatabaseLosesNothing() throws Exception {
        Files.writeString(folder.resolve("a.csv"), "x");
        boolean[] isAway = {true};
        Inbox during = inbox(new InboxFiles(null, null) {
            @Override
            public Set<InboxFile> registered(Collection<InboxFile> files) {
                if (isAway[0]) {
                    throw new IllegalStateException("away");
                }
                return inboxFiles.registered(files);
            }

            @Override
            public java.util.OptionalLong register(InboxFile file, estiva.control.process.NewProcess process) {
                return inboxFiles.register(file, process);
            }
        });
        assertThatThrownBy(() -> {
                    during.poll();
                    during.poll();
                })
                .hasMessage("away");

        isAway[0] = false;
        during.poll();

        assertThat(registered()).hasSize(1);
    }

    @Test
    void aFileThatHasLongBeenGoneIsForgottenButNotByALookThatSeesNoneAtAll() throws Exception {
        write("a.csv");
        write("b.csv");
        inbox.poll();
        inbox.poll();
        Files.delete(folder.resolve("a.csv"));
        inbox(inboxFiles).poll();
        database.useTransaction(handle -> handle.execute(
                "UPDATE InboxFile SET MissingSince = DATEADD(DAY, -91, MissingSince) WHERE Path LIKE 'inbox/" + client + "/%'"));
        Files.delete(folder.resolve("b.csv"));
        inbox(inboxFiles).poll();
        assertThat(known("a.csv")).as("the volume may not be mounted").isOne();

        write("b.csv");
        inbox(inboxFiles).poll();

        assertThat(known("a.csv")).isZero();
        assertThat(known("b.csv")).isOne();
        inbox.poll();
        inbox.poll();
        assertThat(registered()).hasSize(2);
    }

    private void write(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));
    }

    private int known(String name) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM InboxFile WHERE Path = :path")
                .bind("path", "inbox/" + client + "/2026/" + name)
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void withoutAFolderThereIsNothingToDo() throws Exception {
        inbox(inboxFiles, "estiva.inbox.folder", "nowhere").poll();
    }

    private Inbox inbox(InboxFiles files, String... settings) {
        List<String> all = new ArrayList<>(List.of("estiva.inbox.quiet", "0s"));
        all.addAll(List.of(settings));
        InboxConfig config = Configured.of(InboxConfig.class, all.toArray(String[]::new));
        return new Inbox(files, retention, definitions, new FileRoot(root, Optional.empty()), config, new SimpleMeterRegistry());
    }

    private List<Long> registered() {
        return registeredOf(client);
    }

    private List<Long> registeredOf(String processName) {
        return get("/processes?processName=" + processName).extract().jsonPath().getList("items.processId", Long.class);
    }
}
