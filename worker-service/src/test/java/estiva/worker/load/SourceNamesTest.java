package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceNamesTest {

    @Test
    void aNameIsFoundAsItStandsBeforeItIsForgiven() {
        List<String> header = List.of("Data", "DATA", "Valor Total", "valor_total", "Id");
        SourceNames strict = new SourceNames(header, false);
        SourceNames forgiving = new SourceNames(header, true);

        assertThat(strict.positionsOf(" DATA ")).containsExactly(2);
        assertThat(strict.positionsOf("data")).isEmpty();
        assertThat(strict.hasSimilar("data")).isTrue();
        assertThat(strict.hasSimilar("date")).isFalse();
        assertThat(forgiving.positionsOf("Data")).containsExactly(1);
        assertThat(forgiving.positionsOf("data")).containsExactly(1, 2);
        assertThat(forgiving.positionsOf("VALOR-TOTAL")).containsExactly(3, 4);
        assertThat(forgiving.at(3)).isEqualTo("Valor Total");
    }

    @Test
    void aNameIsFoldedAtOnceHoweverManyAccentsItHas() {
        String name = "Sa\u0303o_João" + "\u0301\u0316".repeat(500_000) + " \uff9e\u0344";

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(SourceNames.fold(name)).isEqualTo("saojoao"));
    }

    @Test
    void tenThousandNamesThatAreAllMissingInAHeaderOfTenThousandAreToldAtOnce() {
        SourceNames names = new SourceNames(
                IntStream.range(0, 10_000).mapToObj(i -> "Colúna " + i).toList(), true);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(IntStream.range(0, 10_000)
                                .filter(i -> !names.positionsOf("x" + i).isEmpty() || names.hasSimilar("x" + i)))
                        .isEmpty());
    }
}
