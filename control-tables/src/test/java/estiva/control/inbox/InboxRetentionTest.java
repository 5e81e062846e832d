package estiva.control.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.inbox.InboxFiles.InboxFile;
import estiva.control.process.ControlTables;
import estiva.control.process.NewProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InboxRetentionTest {
    private static final int DAYS = 90;

    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private final InboxFile stays = file("inbox/ClienteA/stays.csv");
    private final InboxFile goes = file("inbox/ClienteA/goes.csv");
    private InboxFiles inboxFiles;
    private InboxRetention retention;

    @BeforeEach
    void twoFiles() {
        inboxFiles = new InboxFiles(tables.database, tables.clients);
        retention = new InboxRetention(tables.database);
        register(stays);
        register(goes);
    }

    @Test
    void aFileIsForgottenOnceItHasBeenGoneForLongAndOneThatStaysNever() {
        assertThat(look(stays)).isZero();
        pass(DAYS - 1);
        assertThat(look(stays)).isZero();
        assertThat(inboxFiles.registered(List.of(goes))).isNotEmpty();

        pass(2);
        assertThat(look(stays)).isEqualTo(1);

        assertThat(inboxFiles.registered(List.of(stays, goes))).containsExactly(stays);
    }

    @Test
    void aFileThatCameBackIsGoneAnewOnlyWhenItIsGoneAgain() {
        look(stays);
        pass(DAYS - 1);
        look(stays, goes);
        pass(DAYS + 1);

        assertThat(look(stays)).isZero();
        assertThat(inboxFiles.registered(List.of(goes))).isNotEmpty();
    }

    @Test
    void aLookThatIsNotWholeTellsOnlyOfWhatItSaw() {
        assertThat(retention.compare(List.of(), "inbox", false, DAYS)).isZero();
        assertThat(missing()).isZero();
        look(stays);
        pass(DAYS + 1);

        assertThat(retention.compare(List.of(goes), "inbox", false, DAYS)).isZero();

        assertThat(missing()).isZero();
        assertThat(inboxFiles.registered(List.of(stays, goes))).hasSize(2);
    }

    @Test
    void aRegistryThatSeesAFileKeepsItFromBeingForgottenByOneThatDoesNot() {
        for (int day = 0; day <= DAYS; day++) {
            assertThat(look(stays)).isZero();
            look(stays, goes);
            pass(1);
        }

        assertThat(inboxFiles.registered(List.of(goes))).isNotEmpty();
    }

    @Test
    void filesOfAnotherFolderAreLeftAlone() {
        retention.compare(List.of(stays), "in", true, DAYS);

        assertThat(missing()).isZero();
    }

    @Test
    void manyAreForgottenSomeAtATime() {
        List<InboxFile> many = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            many.add(file("inbox/ClienteA/" + i + ".csv"));
        }
        tables.database.useTransaction(handle -> {
            for (InboxFile each : many) {
                handle.execute("INSERT INTO InboxFile (PathKey, Path, SizeBytes, ModifiedAt, ProcessID) VALUES ('"
                        + each.key() + "', '" + each.path() + "', 1, <now>, 1)");
            }
        });
        look(stays);
        pass(DAYS + 1);

        assertThat(look(stays)).isEqualTo(1_101);
        assertThat(inboxFiles.registered(List.of(stays))).isNotEmpty();
    }

    private int look(InboxFile... seen) {
        return retention.compare(List.of(seen), "inbox", true, DAYS);
    }

    private void register(InboxFile file) {
        inboxFiles.register(
                file, new NewProcess("ClienteA", null, null, 0, null, null, "Inbox", ControlTables.files("a.csv")));
    }

    private static InboxFile file(String path) {
        return new InboxFile(path, 1, Instant.parse("2025-01-01T00:00:00Z"), null);
    }

    private static void pass(int days) {
        tables.sql("UPDATE InboxFile SET MissingSince = DATEADD(DAY, -" + days + ", MissingSince)");
    }

    private static int missing() {
        return tables.query(Integer.class, "SELECT COUNT(*) FROM InboxFile WHERE MissingSince IS NOT NULL");
    }
}
