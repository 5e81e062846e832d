package estiva.registry.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a message for who may not see rows. */
class MessagesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "Row 5, column Name: 'Maria' is no number|Row 5, column Name: … is no number",
                "Row 5: 'O''Brien' is too long|Row 5: … is too long",
                "The duplicate key value is (1, Maria).|The duplicate key value is ….",
                "Data conversion error converting \"abc\"|Data conversion error converting …",
                "Row 5: 'a text that was cut|Row 5: …",
                "Row 5: (1, Mar|Row 5: …",
                "The file is not there|The file is not there",
            })
    void valuesAreLeftOut(String message, String shown) {
        assertThat(Messages.withoutValues(message)).isEqualTo(shown);
    }
}
