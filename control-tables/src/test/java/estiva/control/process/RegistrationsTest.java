package estiva.control.process;

import static estiva.control.process.ControlTables.files;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import estiva.control.process.Registrations.KeyReused;
import estiva.control.process.Registrations.Outcome;
import estiva.control.process.Registrations.Registered;
import estiva.control.process.Registrations.RequestKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RegistrationsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @Test
    void threeSpellingsOfANameAreOneClient() {
        tables.register("ClienteA", "a.csv");
        tables.register("clientea", "b.csv");
        tables.clients.ensure("ClienteA ".strip(), ControlTables.DEED);

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Client")).isEqualTo(1);
        assertThat(tables.query(Integer.class, "SELECT COUNT(DISTINCT ProcessName) FROM FileControl"))
                .isEqualTo(1);
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl WHERE ProcessName = 'CLIENTEA'"))
                .isEqualTo(2);
    }

    @Test
    void accentsAndOtherScriptsComeBackAsTheyWere() {
        long id = tables.register("Padaria São João 株式会社", "relatório-açúcar-€.csv");

        assertThat(tables.process(id).processName()).isEqualTo("Padaria São João 株式会社");
        assertThat(tables.file(id, 0).fileName()).isEqualTo("relatório-açúcar-€.csv");
    }

    @Test
    void aKeyRegistersOnceAndRefusesOtherContent() {
        RequestKey key = new RequestKey("k-1", "hash-1");

        Outcome first = tables.registrations.register(process("ClienteA"), key, ControlTables.DEED);
        Outcome again = tables.registrations.register(process("ClienteA"), key, ControlTables.DEED);
        Outcome other =
                tables.registrations.register(process("ClienteB"), new RequestKey("k-1", "hash-2"), ControlTables.DEED);

        long id = ((Registered) first).processId();
        assertThat(again).isEqualTo(new Registered(id, false));
        assertThat(other).isEqualTo(new KeyReused(id));
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl"))
                .isEqualTo(1);
    }

    @Test
    void keysThatDifferInCaseAreTwoKeys() {
        tables.registrations.register(process("ClienteA"), new RequestKey("key", "hash"), ControlTables.DEED);

        Outcome other =
                tables.registrations.register(process("ClienteA"), new RequestKey("KEY", "hash"), ControlTables.DEED);

        assertThat(((Registered) other).isNew()).isTrue();
    }

    @Test
    void manyRequestsWithOneKeyAtOnceRegisterOneProcess() throws Exception {
        ExecutorService requests = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Outcome>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> tables.registrations.register(
                        process("Nova"), new RequestKey("k", "hash"), ControlTables.DEED));
            }
            Set<Long> ids = requests.invokeAll(calls).stream()
                    .map(call -> {
                        try {
                            return ((Registered) call.get()).processId();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .collect(Collectors.toSet());

            assertThat(ids).hasSize(1);
        } finally {
            requests.shutdownNow();
        }
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl"))
                .isEqualTo(1);
    }

    @Test
    void aFileThatCannotBeWrittenLeavesNothingBehind() {
        NewProcess tooLong =
                new NewProcess("ClienteA", null, null, 0, null, null, "t", files("a.csv", "x".repeat(401)));

        assertThatThrownBy(() -> tables.register(tooLong)).isInstanceOf(RuntimeException.class);

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileControl"))
                .isZero();
        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileParameters"))
                .isZero();
    }

    private static NewProcess process(String client) {
        return new NewProcess(client, null, null, 0, null, null, "test", files("a.csv"));
    }
}
