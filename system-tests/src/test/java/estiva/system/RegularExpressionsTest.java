package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which classes may use expressions of java.util.regex on texts from outside. */
class RegularExpressionsTest {

    /** Their expressions take a time that grows with the text's length only, whatever the text: looked at one by one. */
    private static final Set<String> LINEAR = Set.of(
            "estiva.control.database.EmbeddedLogin",
            "estiva.control.database.Grants",
            "estiva.control.edge.BoundedSeries",
            "estiva.control.files.AzureClients",
            "estiva.control.files.FileRoot",
            "estiva.control.imports.FormulaGuard",
            "estiva.control.imports.InvalidSpec",
            "estiva.control.imports.RegexSize",
            "estiva.control.load.Checkpoint",
            "estiva.registry.access.ApiKeyText",
            "estiva.registry.access.Door",
            "estiva.registry.entity.ColumnNames",
            "estiva.registry.http.Precondition",
            "estiva.registry.imports.DefinitionBody",
            "estiva.registry.problem.AllowedMethods",
            "estiva.registry.process.IdempotencyKey",
            "estiva.registry.process.Messages",
            "estiva.registry.process.RejectsCsv",
            "estiva.worker.convert.FixedDate",
            "estiva.worker.convert.TimeLetters",
            "estiva.worker.guess.ColumnGuess",
            "estiva.worker.guess.Guesser",
            "estiva.worker.read.FoldedName",
            "estiva.worker.read.xlsx.CellRange",
            "estiva.worker.read.xlsx.CellStyles",
            "estiva.worker.read.xlsx.SheetCells");
    /** Of the paths in the resources' own annotations. */
    private static final Set<String> PUT_TOGETHER = Set.of("estiva.registry.problem.AllowedMethods");

    /**
     * The time of an expression of java.util.regex may grow with any power of a text's length, or double with each character,
     * and cannot be stopped. What is not a constant, or is not in the list, is to be one of RE2, or no expression at all.
     */
    @Test
    void noTextFromOutsideMeetsARegularExpressionThatMayNeverEnd() {
        List<RegularExpressions.Use> uses = RegularExpressions.in(HouseRulesTest.MODULES.stream()
                .filter(module -> !module.equals("system-tests"))
                .map(HouseRulesTest::classes)
                .toList());

        assertThat(uses)
                .filteredOn(use -> use.text() == null && !PUT_TOGETHER.contains(use.type()))
                .isEmpty();
        assertThat(uses)
                .filteredOn(use -> !use.isPlainSign())
                .extracting(RegularExpressions.Use::type)
                .containsOnlyElementsOf(LINEAR);
    }
}
