package estiva.control.allow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import estiva.control.Configured;
import estiva.control.imports.ImportSpec;
import estiva.control.imports.ImportSpec.Afterwards;
import estiva.control.imports.ImportSpecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cities",
                ".Cities",
                "dbo.",
                "*",
                "*.*",
                "*.Cities",
                "dbo.Cit*",
                "a.b.c.d",
                "dbo.[Cities",
                "dbo.[Cities]x",
                "dbo.\"Cities",
                "dbo.Cities:",
                "dbo.Cities:insert",
                "dbo.Cities:APPEND",
                "dbo.Cities:append|",
                "dbo.Cities:append:upsert",
                "dbo.Cities append|upsert",
                "none:append",
                "dbo.[]",
                ":append"
            })
    void anEntryThatCannotBeReadStopsTheStartAndIsNamed(String entry) {
        assertThatThrownBy(() -> lists("targets", "dbo.Good:append," + entry + ",staging.*"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("estiva.worker.allow.targets")
                .hasMessageContaining(entry);
    }

    @Test
    void anEmptyEntryIsNoEntry() {
        for (String list : new String[] {"dbo.A,", ",dbo.A", "dbo.A,,dbo.B", ","}) {
            assertThatThrownBy(() -> lists("targets", list)).as(list).hasMessageContaining("allow.targets");
            assertThatThrownBy(() -> lists("procedures", list)).as(list).hasMessageContaining("allow.procedures");
        }
    }

    @Test
    void aProcedureHasNoModes() {
        assertThatThrownBy(() -> lists("procedures", "dbo.AfterLoad:append"))
                .hasMessageContaining("estiva.worker.allow.procedures")
                .hasMessageContaining("dbo.AfterLoad:append");
    }

    @Test
    void withoutModesAllButTheWholeTableIsAllowed() {
        AllowLists lists = lists("targets", "dbo.A, dbo.B:replace-all|append");

        assertThat(lists.targets(AllowedMode.APPEND)).hasSize(2);
        assertThat(lists.targets(AllowedMode.UPSERT)).hasSize(1);
        assertThat(lists.targets(AllowedMode.REPLACE)).hasSize(1);
        assertThat(lists.targets(AllowedMode.REPLACE_ALL)).containsExactly(new AllowedName(null, "dbo", "B"));
    }

    @Test
    void namesInBracketsHaveAnySign() {
        assertThat(lists("targets", "[sales, old].[a.b:c|d]]e],\"x\".\"*\":append,other.dbo.*")
                        .targets(AllowedMode.APPEND))
                .containsExactly(
                        new AllowedName(null, "sales, old", "a.b:c|d]e"),
                        new AllowedName(null, "x", "*"),
                        new AllowedName("other", "dbo", null));
    }

    @Test
    void absentOrEmptyIsNoListAndNoneIsAListOfNothing() throws Exception {
        assertThat(lists("targets", "").hasTargets()).isFalse();
        assertThat(lists("targets", "none").hasTargets()).isTrue();
        assertThat(lists("targets", "none").targets(AllowedMode.APPEND)).isEmpty();
        assertThat(AllowLists.ABSENT.warnings(spec("'target':'dbo.A','afterwards':'delete'")))
                .isEmpty();
        assertThat(AllowLists.ABSENT.allows(Afterwards.delete)).isTrue();
    }

    @Test
    void aWarningNamesTheListAndWhatItLacks() throws Exception {
        AllowLists lists = new AllowLists(Configured.of(
                AllowConfig.class,
                AllowLists.TARGETS,
                "dbo.Cities:append,staging.*:replace",
                AllowLists.PROCEDURES,
                "etl.*",
                AllowLists.DELETE,
                "false"));

        assertThat(lists.warnings(spec("'target':'DBO.[cities]'"))).isEmpty();
        assertThat(lists.warnings(spec("'target':'Cities'"))).isEmpty();
        assertThat(lists.warnings(spec("'target':'sales.Cities'")))
                .singleElement()
                .asString()
                .contains("allow.targets", "sales.Cities", "append");
        assertThat(lists.warnings(spec("'target':'staging.A','mode':'replace','scope':{'Id':'1'}")))
                .isEmpty();
        assertThat(lists.warnings(spec("'target':'staging.A','mode':'replace','scope':'all'")))
                .singleElement()
                .asString()
                .contains("replace-all");
        assertThat(lists.warnings(spec("'target':'dbo.Cities','afterwards':'delete',"
                        + "'procedures':{'afterFile':'dbo.Other','afterProcess':'etl.Sum'}")))
                .hasSize(2)
                .anyMatch(it -> it.contains("allow.procedures") && it.contains("dbo.Other"))
                .anyMatch(it -> it.contains("allow.delete"));
    }

    private static AllowLists lists(String key, String list) {
        return new AllowLists(Configured.of(AllowConfig.class, "estiva.worker.allow." + key, list));
    }

    private static ImportSpec spec(String members) throws Exception {
        return ImportSpecs.read(new ObjectMapper().readTree("{" + members.replace('\'', '"') + "}"));
    }
}
