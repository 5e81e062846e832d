package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import estiva.control.inbox.InboxFiles;
import estiva.registry.inbox.Inbox;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Files in an inbox are registered, each once, when they are complete. */
@QuarkusTest
class InboxTest extends InboxFolder {
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
}
