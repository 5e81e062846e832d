package estiva.control.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IsolationTest {

    @Test
    void theSettingThatIsFoundIsNamedAndWhatIsRecommended() {
        assertThat(new Isolation(false, false).describe())
                .contains("READ_COMMITTED_SNAPSHOT is OFF", "ON is recommended", "ALLOW_SNAPSHOT_ISOLATION is OFF");
        assertThat(new Isolation(true, true).describe())
                .contains("READ_COMMITTED_SNAPSHOT is ON, as recommended", "ALLOW_SNAPSHOT_ISOLATION is ON");
    }

    /** What stands in the place of the hints in the texts that LookTextsTest lists. */
    @Test
    void onSqlServerALookTakesNoLockOrSkipsThoseOfOthers() {
        assertThat(Vendor.SQL_SERVER.dirty()).isEqualTo("WITH (NOLOCK)");
        assertThat(Vendor.SQL_SERVER.skipLocked()).contains("READPAST", "READCOMMITTEDLOCK", "ROWLOCK");
    }

    @Test
    void theSettingIsThatOfTheControlDatabase() {
        try (TestDatabase testDatabase = TestDatabase.create()) {
            assertThat(new Schema(testDatabase.control()).isolation().isPresent())
                    .isEqualTo(TestDatabase.isSqlServer());
        }
    }
}
