package estiva.control.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.inspect.Inspection.Kind;
import estiva.control.process.Claim;
import estiva.control.process.ControlTables;
import estiva.control.process.Looks;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InspectionsTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    private Inspections inspections;
    private Looks looks;

    @BeforeEach
    void inspections() {
        inspections = new Inspections(tables.database);
        looks = new Looks(tables.database);
    }

    @Test
    void aLookShowsAssignmentsAndTheOldestQuestionThatNobodyHasTaken() {
        Claim claim = tables.claimed("ClienteA", "a.csv");
        assertThat(looks.look(claim.workerId()).inspectionId()).isEmpty();
        long first = ask();
        long second = ask();

        Looks.Look look = looks.look(claim.workerId());

        assertThat(look.assignments())
                .singleElement()
                .satisfies(each -> assertThat(each.claim()).isEqualTo(claim));
        assertThat(look.inspectionId()).isEqualTo(OptionalLong.of(first));
        inspections.take(first, claim.workerId());
        assertThat(looks.look(0).inspectionId()).isEqualTo(OptionalLong.of(second));
        assertThat(looks.look(0).assignments()).isEmpty();
    }

    @Test
    void aQuestionIsTakenByOneWorkerAndAnsweredByIt() {
        long id = ask();
        Inspection taken = inspections.take(id, 1).orElseThrow();
        assertThat(inspections.take(id, 2)).isEmpty();
        assertThat(Inspections.request(taken).fileName()).isEqualTo("a.csv");

        inspections.answer(taken, new Preview("T", List.of(), List.of(), null, true));

        assertThat(inspections.find(id)).get().matches(Inspection::isEnded).satisfies(it -> {
            assertThat(it.result()).contains("\"isWhole\":true");
            assertThat(it.error()).isNull();
        });
        inspections.refuse(taken, "too late");
        assertThat(inspections.find(id).orElseThrow().error()).isNull();
    }

    @Test
    void whatAWorkerLeftBehindIsTakenByAnotherOneAndWhatIsOldIsForgotten() {
        long id = ask();
        Inspection lost = inspections.take(id, 1).orElseThrow();
        inspections.sweep(60, 3600);
        assertThat(inspections.take(id, 2)).isEmpty();
        tables.sql("UPDATE Inspection SET StartedAt = DATEADD(SECOND, -61, <now>)");

        inspections.sweep(60, 3600);

        Inspection taken = inspections.take(id, 2).orElseThrow();
        inspections.refuse(lost, "of the first worker");
        assertThat(inspections.find(id).orElseThrow().isEnded()).isFalse();
        inspections.refuse(taken, "unreadable");
        assertThat(inspections.find(id).orElseThrow().error()).isEqualTo("unreadable");
        tables.sql("UPDATE Inspection SET RequestedAt = DATEADD(SECOND, -3601, <now>)");
        inspections.sweep(60, 3600);
        assertThat(inspections.find(id)).isEmpty();
    }

    private long ask() {
        return inspections.ask(
                Kind.Preview, new InspectionRequest("a.csv", null, null, null, null, null, "T", 5), ControlTables.DEED);
    }
}
