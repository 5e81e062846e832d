package estiva.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A seeded chaos run; {@code -Dchaos.seed=n} repeats another one, {@code deploy/chaos.sh} runs for longer. */
class ChaosIT {

    private static final String SEED = System.getProperty("chaos.seed", "7");
    private static final String DATABASE =
            System.getProperty("quarkus.test.profile", "test").contains("sqlserver") ? "sqlserver" : "h2";

    @Test
    void noRowIsLostOrDoubledAndNothingRunsTwiceAtOnceWhateverFails() throws Exception {
        boolean isClean = Chaos.of(System.out, "--seconds", "75", "--seed", SEED, "--database", DATABASE)
                .run();

        assertThat(isClean)
                .as("what must be zero; the report above tells what is not")
                .isTrue();
    }
}
