package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlObjectsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FileControl",
                "filecontrol ",
                "[Client]",
                "\"Worker\"",
                "dbo.Alert",
                "[dbo] . [LoadedFile]",
                "DBO.PutAway"
            })
    void aTargetThatCanOnlyBeAControlTableIsKnownByItsText(String target) {
        assertThat(ControlObjects.areMeantBy(target)).isTrue();
    }

    /** A client's own table Client elsewhere is free to be loaded, and the checklist loads its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cities",
                "sales.Client",
                "Lake.dbo.Client",
                "Lake..Client",
                "dbo.Client.x",
                "[File Control]",
                "[dbo.Client]",
                "DeploymentCheck",
                "[",
                "."
            })
    void whatElseATextLeadsToIsForTheDatabaseToSay(String target) {
        assertThat(ControlObjects.areMeantBy(target)).isFalse();
    }
}
