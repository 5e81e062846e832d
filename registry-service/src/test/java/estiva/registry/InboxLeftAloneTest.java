package estiva.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What in an inbox is left alone, cannot be seen, or is there no more. */
@QuarkusTest
class InboxLeftAloneTest extends InboxFolder {
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
    void aFileThatHasLongBeenGoneIsForgottenButNotByALookThatSeesNoneAtAll() throws Exception {
        write("a.csv");
        write("b.csv");
        inbox.poll();
        inbox.poll();
        Files.delete(folder.resolve("a.csv"));
        inbox(inboxFiles).poll();
        database.useTransaction(handle -> handle.execute(
                "UPDATE InboxFile SET MissingSince = DATEADD(DAY, -91, MissingSince) WHERE Path LIKE 'inbox/" + client
                        + "/%'"));
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

    @Test
    void withoutAFolderThereIsNothingToDo() throws Exception {
        inbox(inboxFiles, "estiva.inbox.folder", "nowhere").poll();
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
}
