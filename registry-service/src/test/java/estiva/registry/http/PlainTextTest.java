package estiva.registry.http;

import static org.assertj.core.api.Assertions.assertThat;

import estiva.control.text.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    /** Of what Unicode has assigned by the version that the oldest JDK knows: later ones have more that is invisible. */
    @Test
    void theDescriptionsPatternIsWhatNamesAreHeldTo() {
        Pattern portable = Pattern.compile(PlainText.PORTABLE);
        List<String> different = new ArrayList<>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean isLater = c == 0x890 || c == 0x891 || c >= 0x13439 && c <= 0x1343F;
            if (Character.getType(c) != Character.SURROGATE && !isLater) {
                String text = Character.toString(c);
                if (portable.matcher(text).matches() != (VisibleText.fault(text) == null)) {
                    different.add(VisibleText.nameOf(c));
                }
            }
        }
        assertThat(different).isEmpty();
    }
}
