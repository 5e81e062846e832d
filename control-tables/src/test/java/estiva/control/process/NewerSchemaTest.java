package estiva.control.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import estiva.control.database.NextRelease;
import estiva.control.database.Schema;
import estiva.control.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * After a rollback, and while an upgrade replaces one pod after the other, services of this release work on the schema of the
 * next one, which has only expanded.
 */
class NewerSchemaTest {
    @RegisterExtension
    static final ControlTables tables = new ControlTables();

    @BeforeAll
    static void migrateAsTheNextRelease() {
        TestDatabase database = tables.testDatabase();
        NextRelease.migrate(database.url(), database.username(), database.password());
    }

    @Test
    void aNewerSchemaIsCurrent() {
        assertThat(new Schema(tables.database).isCurrent()).isTrue();
    }

    @Test
    void aMigrationOfThisReleaseLeavesItAlone() {
        assertThatCode(() -> new Schema(tables.database).migrate()).doesNotThrowAnyException();

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM Later")).isZero();
    }

    @Test
    void aProcessGoesAllItsWay() {
        Claim claim = tables.claimed("ClienteA", "a.csv");

        assertThat(tables.endAllFiles(claim, "Completed")).contains(Status.COMPLETED);

        assertThat(tables.status(claim.processId())).isEqualTo(Status.COMPLETED);
        assertThat(tables.file(claim.processId(), 0).fileName()).isEqualTo("a.csv");
        assertThat(tables.client("ClienteA").runningProcessId()).isNull();
    }

    @Test
    void historiesStillTakeTheirTables() {
        tables.register("ClienteA", "a.csv");

        tables.sql("INSERT INTO FileControl_History SELECT * FROM FileControl");
        tables.sql("INSERT INTO FileParameters_History SELECT * FROM FileParameters");

        assertThat(tables.query(Integer.class, "SELECT COUNT(*) FROM FileParameters_History WHERE Later = 1"))
                .isEqualTo(1);
    }
}
