package estiva.control.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlaceholderTest {

    @Test
    void eachPlaceholderIsReplacedByItsValueAndOneWithoutAValueByNothing() {
        assertThat(Placeholder.fill(
                        "${fileName}/${parameter1}-${parameter2}",
                        it -> it == Placeholder.fileName ? "a$1\\.csv" : it == Placeholder.parameter1 ? "x" : null))
                .isEqualTo("a$1\\.csv/x-");
        assertThat(Placeholder.unknownIn("${fileName} ${ano} ${}")).containsExactly("ano", "");
    }

    @Test
    void aMillionPlaceholdersThatNeverCloseAreSeenAtOnce() {
        String text = "${".repeat(500_000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(Placeholder.unknownIn(text)).isEmpty();
            assertThat(Placeholder.fill(text, it -> "")).isEqualTo(text);
        });
    }
}
